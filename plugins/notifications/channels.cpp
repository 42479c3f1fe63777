#include "channels.h"

#include <algorithm>

namespace notifications {

std::string_view nameOf(Channel channel) {
    switch (channel) {
    case Channel::inApp:
        return "in_app";
    case Channel::email:
        return "email";
    case Channel::webhook:
        return "webhook";
    }
    return {};
}

std::optional<Channel> channelNamed(std::string_view name) {
    const auto found = std::ranges::find(everyChannel, name, nameOf);
    return found == everyChannel.end() ? std::nullopt : std::optional(*found);
}

std::string wordsOf(const std::vector<Channel>& channels) {
    std::string words;
    for (const Channel channel : channels) {
        words.append(words.empty() ? "" : " ").append(nameOf(channel));
    }
    return words;
}

std::vector<Channel> channelsIn(std::string_view words) {
    std::vector<Channel> channels;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (const auto channel = channelNamed(words.substr(0, end))) {
            channels.push_back(*channel);
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return channels;
}

} // namespace notifications
