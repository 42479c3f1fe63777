#pragma once

#include "people.h"
#include "smtp/mail_session.h"

#include <tenon/app.h>
#include <tenon/outbound.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace notifications {

/// How often a delivery is tried, and how long is waited in between.
struct Retrying {
    std::int64_t attempts = 0;
    std::chrono::milliseconds firstPause{}; ///< Doubles with each attempt, up to six hours.

    [[nodiscard]] std::chrono::milliseconds pauseAfter(std::int64_t attempt) const;
};

/// What the deployer says.
struct Settings {
    std::optional<MailServer> mailServer;
    tenon::OutboundSettings webhooks;
    Retrying retrying;
    std::int64_t sendLimit = 0; ///< Notices of one sender within an hour
    UsualPerson usual;
};

/// Declares and reads them; throws std::invalid_argument when they are not sound together.
[[nodiscard]] Settings settingsOf(tenon::App& app);

} // namespace notifications
