#include <kernel/http/transport/message.h>

#include <algorithm>
#include <poll.h>

namespace tenon::http {

std::optional<std::string_view> Message::header(std::string_view lowerCaseName) const {
    const auto found = std::ranges::find(headers, lowerCaseName, &Header::name);
    return found == headers.end() ? std::nullopt : std::optional(found->value);
}

bool Message::isAbandoned() const noexcept {
    pollfd client{.fd = connection, .events = POLLRDHUP, .revents = 0};
    return connection >= 0 && ::poll(&client, 1, 0) > 0;
}

} // namespace tenon::http
