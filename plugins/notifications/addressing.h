#pragma once

#include "delivery_store.h"
#include "notice_store.h"
#include "people.h"
#include "preferences.h"
#include "webhooks.h"

#include <tenon/app.h>

#include <cstdint>

namespace notifications {

/// Whether the deployer named a mail server.
enum class Email { configured, absent };

/// Turns a notice into deliveries: for each person by each channel that he has and wants, in his words, when it may
/// disturb him. What is there already is not made again. Safe to call from many threads.
class Addressing {
public:
    struct Parts {
        tenon::App& app;
        People& people;
        Preferences& preferences;
        Webhooks& webhooks;
        DeliveryStore& deliveries;
    };

    Addressing(const Parts& parts, Email email) : _parts(parts), _email(email) {}

    /// In the current transaction.
    void address(const StoredNotice& notice, std::int64_t account);

private:
    [[nodiscard]] std::vector<Channel> channelsFor(const StoredNotice& notice) const;
    [[nodiscard]] std::vector<std::string> addressesOf(const Person& person, Channel channel);

    const Parts _parts;
    const Email _email;
};

} // namespace notifications
