#include <kernel/http/transport/message.h>

#include <algorithm>

namespace tenon::http {

std::optional<std::string_view> Message::header(std::string_view lowerCaseName) const {
    const auto found = std::ranges::find(headers, lowerCaseName, &Header::name);
    return found == headers.end() ? std::nullopt : std::optional(found->value);
}

} // namespace tenon::http
