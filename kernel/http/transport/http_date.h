#pragma once

#include <string_view>

namespace tenon::http {

/// The current time as an IMF-fixdate (RFC 9110 section 5.6.7); valid until the calling thread asks again.
[[nodiscard]] std::string_view currentHttpDate();

} // namespace tenon::http
