#pragma once

#include <string_view>

namespace tenon::data {

/// Whether `text` is valid UTF-8 (RFC 3629: shortest forms, no surrogates) without NUL: what both databases can store.
[[nodiscard]] bool isStorableText(std::string_view text) noexcept;

} // namespace tenon::data
