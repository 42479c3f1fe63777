#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// A piece of a date text.
struct DateToken {
    enum class Kind { number, word, symbol };

    Kind kind = Kind::symbol;
    std::string text;        ///< a word in lower case; a symbol's character; a number's digits
    int number = 0;          ///< at most 9 digits; -1 for longer ones
    std::size_t begin = 0;   ///< in the tidy text
    bool afterBreak = false; ///< a blank or line break stands before it

    [[nodiscard]] bool is(std::string_view expected) const { return kind != Kind::number && text == expected; }

    [[nodiscard]] bool isNumber() const { return kind == Kind::number; }
};

/// Splits where letters, digits and symbols meet, so that "Januari1973" is two tokens.
[[nodiscard]] std::vector<DateToken> dateTokensOf(std::string_view tidyText);

/// 1 to 12 for an Indonesian or English month name or abbreviation.
[[nodiscard]] std::optional<int> monthOf(std::string_view word);

/// 1 to 12 for an Islamic month name of one word.
[[nodiscard]] std::optional<int> hijriMonthOf(std::string_view word);

enum class DateWord { circa, between, join, until, hijri, decade, before, after, noise, other };

[[nodiscard]] DateWord meaningOf(std::string_view word);

} // namespace dttot::fields
