#pragma once

#include "tables/text.h"

#include <string>
#include <string_view>
#include <vector>

/// Plain text operations on UTF-8 that every reader and field needs; ASCII rules for letters and digits.
namespace dttot::text {

using documents::tables::text::appendUtf8;
using documents::tables::text::characterLength;
using documents::tables::text::isDigit;
using documents::tables::text::isSpace;
using documents::tables::text::isUpper;
using documents::tables::text::isValidUtf8;
using documents::tables::text::lower;
using documents::tables::text::makePlain;
using documents::tables::text::trim;

/// An ASCII letter or any byte of a character beyond ASCII.
[[nodiscard]] constexpr bool isLetter(char c) {
    return isUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Compatibility forms unified (NFKC), exotic blanks made plain, dashes made '-', CR LF made LF, invisible marks
/// removed.
[[nodiscard]] std::string tidy(std::string_view text);

/// tidy text on one line: every run of blanks and line breaks is one blank, none at the ends.
[[nodiscard]] std::string oneLine(std::string_view text);

/// Without blanks, quotation marks and the given characters at both ends.
[[nodiscard]] std::string_view strip(std::string_view text, std::string_view characters);

/// Without the apostrophe that a CSV export puts before a text that spreadsheets would take for a formula.
[[nodiscard]] std::string_view withoutFormulaGuard(std::string_view text);

/// Whether the cell says that there is nothing: empty, "-", "N/A", "tidak diketahui".
[[nodiscard]] bool isAbsent(std::string_view text);

/// The letters and digits of a text, lower case, nothing else.
[[nodiscard]] std::string compact(std::string_view text);

/// How many characters a valid text has.
[[nodiscard]] std::size_t characters(std::string_view text);

/// The whole characters among the first `most` bytes of a valid text.
[[nodiscard]] std::string_view beginning(std::string_view text, std::size_t most);

/// The number of single-character edits between two short texts; `limit` + 1 when there are more.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Adds the value unless it is empty or already there.
void addUnique(std::vector<std::string>& list, std::string value);

} // namespace dttot::text
