#pragma once

#include <string>
#include <string_view>

namespace tenon::http {

/// `attachment` with the file's name in plain ASCII and, where that loses something, in UTF-8 (RFC 6266, RFC 8187).
[[nodiscard]] std::string attachment(std::string_view filename);

} // namespace tenon::http
