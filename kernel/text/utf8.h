#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::text {

/// Length in bytes of the well-formed character at the start of `text`, which is not empty; 0 when there is none (RFC
/// 3629: shortest forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] std::size_t characterLength(std::string_view text) noexcept;

/// Whether `text` is well-formed UTF-8 without NUL: what requests may hold and both databases can store.
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;

} // namespace tenon::text
