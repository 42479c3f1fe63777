#pragma once

#include <tenon/json.h>
#include <tenon/time.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace notifications {

/// "22:30" as time since midnight; nothing for what is no time of day.
[[nodiscard]] std::optional<std::chrono::minutes> timeOfDay(std::string_view text);

/// Whether the system knows the time zone ("Asia/Dhaka").
[[nodiscard]] bool isTimeZone(const std::string& name);

/// The hours of the day in which a person is not to be disturbed, by the clock on his wall. `to` before `from` spans
/// midnight; both the same is the whole day, which nobody can want: it is refused where it is set.
struct QuietHours {
    std::chrono::minutes from{};
    std::chrono::minutes to{};
    std::string timeZone;

    /// When something that falls due at `instant` may disturb: then, or when the quiet hours end. Where clocks are put
    /// forward over that time, it is the first one after it; where they show it twice, the first.
    [[nodiscard]] tenon::Timestamp earliest(tenon::Timestamp instant) const;
};

} // namespace notifications
