#pragma once

#include <algorithm>
#include <string_view>

namespace tenon::http {

/// The lower-case form of an ASCII letter; other bytes as they are, whatever the locale.
constexpr char lowered(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether two ASCII texts differ at most in case.
constexpr bool equalsIgnoringCase(std::string_view left, std::string_view right) noexcept {
    return std::ranges::equal(left, right, {}, lowered, lowered);
}

/// The text without blanks (SP, HTAB) around it.
constexpr std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace tenon::http
