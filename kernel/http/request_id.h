#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon::http {

/// The client's X-Request-Id when it is a sane one (8 to 64 letters, digits, '-', '_' or '.'), else a new number that
/// no other request of any node has.
[[nodiscard]] std::string requestIdOf(std::optional<std::string_view> sent);

} // namespace tenon::http
