#pragma once

#include <tenon/app.h>
#include <tenon/error.h>
#include <tenon/export.h>
#include <tenon/file.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace documents {

/// A cell of a sheet. In delimited text every cell is Text.
struct SheetCell {
    enum class Kind {
        Blank,
        Text,
        Number, ///< `text` is a plain decimal number: "1234.5"
        Day,    ///< `text` is "YYYY-MM-DD"
        Error   ///< `text` is "#REF!" or the like
    };

    Kind kind = Kind::Blank;
    std::string text;
};

struct SheetRow {
    std::uint64_t number = 0;     ///< From 1, as the sheet counts its rows; in delimited text, records
    std::vector<SheetCell> cells; ///< Without blank ones at the end
    std::string sheet;            ///< Its name; empty where the format has no sheets
};

/// How much is read before a file is refused. What a file may ask of its reader besides (cells, memory, time, how much
/// an archive inflates) is limited too: tables/limits.h.
struct TableLimits {
    std::uint64_t rows = 20'000;
    std::size_t columns = 200;
    std::uint64_t bytes = 16U << 20U;
};

/// Of a file that is read to its end, whatever is in it.
inline constexpr TableLimits wholeFile{
    .rows = std::numeric_limits<std::uint64_t>::max(),
    .columns = std::numeric_limits<std::size_t>::max(),
    .bytes = std::numeric_limits<std::uint64_t>::max()};

/// What was read.
struct TableFile {
    std::string sha256;                   ///< Of an upload, 64 hexadecimal digits
    std::string format;                   ///< "xlsx", "xls" or "csv": by the content, never by the name
    std::string sheet;                    ///< Empty where the format has no sheets
    std::vector<std::string> otherSheets; ///< That hold something, too
};

/// Reads spreadsheets that strangers made: .xlsx, .xls (Excel 95 and later) and delimited text in any usual encoding.
/// A confined helper program looks at the file, never the server itself. Safe to call from many threads.
class TENON_API Tables {
public:
    static constexpr std::string_view serviceName = "documents.Tables";
    static constexpr int serviceVersion = 1;

    virtual ~Tables() = default;

    using OnRow = std::function<void(SheetRow&& row)>;

    /// Calls `onRow` for each row that is not blank, of the sheet with this name or, when it is empty, of the first one
    /// that holds something. Cells that a merged area covers are blank.
    ///
    /// Throws Error 413 for a larger file, 422 with a code such as "documents.file.too_many_rows",
    /// "documents.file.zip_bomb" or "documents.file.encrypted" for one that cannot or may not be read, Unavailable when
    /// too many files are being read, and whatever `onRow` throws. It waits for the helper program, so it is not called
    /// inside a transaction (std::logic_error).
    virtual TableFile
    read(const tenon::Upload& file, const std::string& sheet, const TableLimits& limits, const OnRow& onRow) = 0;

    /// The same for every sheet of a file that is open, one after the other; `limits.rows` are those of all sheets. The
    /// size of the file was its keeper's to judge. `file` is read from its beginning and stays open.
    virtual TableFile readEverySheet(int file, const TableLimits& limits, const OnRow& onRow) = 0;
};

/// What reads. Throws Unavailable when the module `documents` does not run.
[[nodiscard]] inline std::shared_ptr<Tables> tableReader(tenon::App& app) {
    auto tables = app.find<Tables>();
    if (!tables) {
        throw tenon::Unavailable("The reading of spreadsheets is out of service.");
    }
    return tables;
}

} // namespace documents
