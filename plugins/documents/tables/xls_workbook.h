#pragma once

#include "tables/biff_records.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace documents::tables {

enum class BiffVersion { five, eight };

struct XlsSheetEntry {
    std::string name;
    std::size_t offset = 0; ///< of its records in the stream
};

/// What the first substream of an .xls workbook says about all sheets.
struct XlsWorkbook {
    BiffVersion version = BiffVersion::eight;
    bool countsFrom1904 = false;
    std::vector<XlsSheetEntry> sheets;
    std::vector<std::string> strings;
    std::vector<bool> dayStyles;
};

/// Throws Failure when the workbook is protected by a password or of a version before Excel 95.
[[nodiscard]] XlsWorkbook xlsWorkbookOf(std::string_view stream);

/// A string of a cell record from `at` on: 16-bit length, then text in the encoding of the version.
[[nodiscard]] std::string cellString(std::string_view data, std::size_t at, BiffVersion version);

} // namespace documents::tables
