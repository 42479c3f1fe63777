#pragma once

#include <string>
#include <string_view>

/// Spreadsheet numbers: days since the end of 1899, and integers that were written as floating point.
namespace documents::tables {

/// The Gregorian day "YYYY-MM-DD" of a spreadsheet's day number. A time within a minute before midnight counts as the
/// next day: exports lose seconds there. Empty for a number that is no day.
[[nodiscard]] std::string isoDateOf(double dayNumber, int daysAfter1900);

/// Whether a number format such as `dd/mm/yyyy` shows a day; quoted text, colours and locales in it do not count.
[[nodiscard]] bool showsDay(std::string_view formatCode);

/// Whether the built-in number format shows a day (ECMA-376 part 1, 18.8.30).
[[nodiscard]] bool showsDay(unsigned builtInFormat);

/// A number without exponent where it is an integer ("9.9E15" is 9900000000000000); other text is returned as it is.
[[nodiscard]] std::string plainNumber(std::string_view number);

} // namespace documents::tables
