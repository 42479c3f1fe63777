#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tenon::crypto {

/// `bytes` in base64url without padding (RFC 4648 5).
[[nodiscard]] std::string base64Url(std::string_view bytes);

/// Decodes canonical base64url without padding into `out` and returns the number of bytes.
///
/// Nothing when `text` holds another character, padding, an impossible length or set bits that encode nothing, or when
/// `out` is too small: one value has one spelling.
[[nodiscard]] std::optional<std::size_t> decodeBase64Url(std::string_view text, std::span<char> out) noexcept;

/// As above, as a new text.
[[nodiscard]] std::optional<std::string> decodeBase64Url(std::string_view text);

} // namespace tenon::crypto
