#pragma once

#include <tenon/notifications.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifications {

inline constexpr std::array<Channel, 3> everyChannel{Channel::inApp, Channel::email, Channel::webhook};

/// "in_app", "email", "webhook".
[[nodiscard]] std::string_view nameOf(Channel channel);
[[nodiscard]] std::optional<Channel> channelNamed(std::string_view name);

/// Channels as words between blanks, which the database keeps.
[[nodiscard]] std::string wordsOf(const std::vector<Channel>& channels);
[[nodiscard]] std::vector<Channel> channelsIn(std::string_view words);

} // namespace notifications
