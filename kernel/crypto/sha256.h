#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace tenon::crypto {

/// A SHA-256 digest (FIPS 180-4).
using Digest = std::array<unsigned char, 32>;

/// The digest of `text`. Safe to call from many threads.
[[nodiscard]] Digest sha256(std::string_view text);

/// `bytes` as lower-case hexadecimal digits.
[[nodiscard]] std::string hexOf(std::span<const unsigned char> bytes);

/// The digest of `text` as 64 hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view text);

} // namespace tenon::crypto
