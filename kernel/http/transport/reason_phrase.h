#pragma once

#include <string_view>

namespace tenon::http {

/// The reason phrase of a status code in IANA's registry, or an empty text for any other.
[[nodiscard]] std::string_view reasonPhrase(int status) noexcept;

} // namespace tenon::http
