#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Plain text operations on UTF-8 that every reader needs; ASCII rules for letters and digits.
namespace documents::tables::text {

[[nodiscard]] constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

[[nodiscard]] constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

[[nodiscard]] std::string lower(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);

/// Makes a document's text one that JSON and every database take: what is no UTF-8 becomes U+FFFD, and control
/// characters (C0 and DEL) other than tab and line ends are taken out.
void makePlain(std::string& text);

/// Whether the text is UTF-8 by RFC 3629: nothing overlong, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isValidUtf8(std::string_view text);

/// How many bytes the character that begins with this byte has.
[[nodiscard]] std::size_t characterLength(char lead);

/// Appends the UTF-8 form of a code point; an invalid one becomes U+FFFD.
void appendUtf8(std::string& out, char32_t codePoint);

} // namespace documents::tables::text
