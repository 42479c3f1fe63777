#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace documents {

/// What stands before the decimals of a number in a file.
enum class DecimalMark {
    Unknown, ///< Each number has to tell by itself
    Point,   ///< 1,234.56
    Comma    ///< 1.234,56
};

enum class NumberFault {
    NotANumber,
    Ambiguous ///< "1.234" is a thousand somewhere and about one elsewhere
};

/// A number as people write it: the plain decimal text "-1234.56", or why it is none.
///
/// Digits may be European, Arabic-Indic or Persian. Groups of three may be set apart by a blank, an apostrophe, a point
/// or a comma; the mark before the decimals is the other one of point and comma. A minus stands before or behind, or
/// the number in parentheses. Where both marks are there, the later one is the decimal mark; one that is there twice
/// sets groups apart. A single one before exactly three digits is ambiguous unless what is before it cannot be a group
/// ("0.125", "1234.125"), or `mark` tells.
[[nodiscard]] std::variant<std::string, NumberFault> readNumber(std::string_view text, DecimalMark mark);

/// The number of a workbook's cell without what its binary form adds behind 15 digits: "0.1" for
/// "0.10000000000000001". Nothing where the text is no number that a cell can hold.
[[nodiscard]] std::optional<std::string> cellNumber(std::string_view text);

} // namespace documents
