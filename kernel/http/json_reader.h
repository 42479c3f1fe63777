#pragma once

#include <tenon/json.h>

#include <string_view>

namespace tenon::http {

/// Reads one JSON text (RFC 8259) strictly: at most 64 levels deep, no member twice in an object, valid UTF-8, nothing
/// after the value. Throws Invalid that tells the position.
[[nodiscard]] Json readJson(std::string_view text);

} // namespace tenon::http
