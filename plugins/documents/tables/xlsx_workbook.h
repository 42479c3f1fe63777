#pragma once

#include "tables/zip_archive.h"

#include <string>
#include <string_view>
#include <vector>

/// The parts of an .xlsx workbook that its sheets refer to.
namespace documents::tables {

struct WorksheetPart {
    std::string name; ///< as on the sheet's tab
    std::string path; ///< of its part in the archive
};

struct Workbook {
    std::vector<WorksheetPart> sheets;
    std::string sharedStringsPath;
    std::string stylesPath;
    bool countsFrom1904 = false;
};

[[nodiscard]] Workbook workbookOf(const ZipArchive& archive);

/// The shared strings of a workbook, in one buffer.
class SharedStrings {
public:
    void append(std::string_view text) { _text.append(text); }

    void finishString() { _ends.push_back(_text.size()); }

    [[nodiscard]] std::size_t bytes() const noexcept { return _text.size(); }

    /// Empty for an index beyond the table.
    [[nodiscard]] std::string_view at(std::size_t index) const;

private:
    std::string _text;
    std::vector<std::size_t> _ends;
};

[[nodiscard]] SharedStrings sharedStringsOf(const ZipArchive& archive, const Workbook& workbook);

/// For each cell style, whether a number in it is a day.
[[nodiscard]] std::vector<bool> dayStylesOf(const ZipArchive& archive, const Workbook& workbook);

/// Undoes the `_x000D_` escapes that spreadsheet programs write for control characters.
[[nodiscard]] std::string unescaped(std::string_view text);

} // namespace documents::tables
