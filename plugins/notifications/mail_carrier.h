#pragma once

#include "courier.h"
#include "smtp/mail_session.h"

#include <optional>

namespace notifications {

/// E-mail by the deployer's server, over one connection as long as that lasts.
class MailCarrier : public Carrier {
public:
    explicit MailCarrier(const MailServer& server) : _server(server) {}

    [[nodiscard]] Channel channel() const override { return Channel::email; }

    [[nodiscard]] std::chrono::milliseconds longestAttempt() const override;
    [[nodiscard]] Outcome carry(const Delivery& delivery) override;

private:
    const MailServer& _server;
    std::optional<MailSession> _session;
};

} // namespace notifications
