#pragma once

#include <string>
#include <string_view>

namespace documents::tables {

/// A text file's content as UTF-8 without byte order mark. UTF-8, UTF-16 (with or without mark) and Windows-1252 are
/// told apart by their bytes; a file that mixes UTF-8 and Windows-1252 lines is decoded line by line.
///
/// The view refers to `bytes` when nothing had to be converted, else to `storage`.
[[nodiscard]] std::string_view decoded(std::string_view bytes, std::string& storage);

/// The character that separates the columns: the one of `;` `,` tab `|` under which the rows agree best on their number
/// of columns. A leading "sep=;" line decides.
[[nodiscard]] char delimiterOf(std::string_view text);

} // namespace documents::tables
