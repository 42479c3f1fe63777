#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace documents::tables {

enum class Format { xlsx, xls, csv, pdf, xml, zip };

[[nodiscard]] std::string_view nameOf(Format format);

/// Whether a document of this format is tables, whose rows can be streamed.
[[nodiscard]] bool holdsTable(Format format);

/// A file that need not be in memory.
struct FileView {
    std::uint64_t size = 0;
    /// The bytes from a place on, as many as asked for or as there are.
    std::function<std::string(std::uint64_t from, std::uint64_t most)> read;
};

/// The format by what the file holds, never by its name; Failure says why it is none of these. An archive is
/// one that holds tables or XML.
///
/// The server asks before it keeps a file, the helper program before it reads one. Looks at the file's beginning and at
/// the directory of its container, at most a megabyte; the reader of the format checks the rest.
[[nodiscard]] Format formatOf(const FileView& file);
[[nodiscard]] Format formatOf(std::string_view bytes);

} // namespace documents::tables
