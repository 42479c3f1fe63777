#pragma once

#include "courier.h"
#include "webhooks.h"

#include <tenon/outbound.h>

namespace notifications {

/// Signed posts to the servers that people named.
class WebhookCarrier : public Carrier {
public:
    WebhookCarrier(Webhooks& webhooks, const tenon::Outbound& outbound) : _webhooks(webhooks), _outbound(outbound) {}

    [[nodiscard]] Channel channel() const override { return Channel::webhook; }

    [[nodiscard]] std::chrono::milliseconds longestAttempt() const override;
    [[nodiscard]] Outcome carry(const Delivery& delivery) override;

private:
    Webhooks& _webhooks;
    const tenon::Outbound& _outbound;
};

} // namespace notifications
