#pragma once

#include "tables/row.h"

#include <string_view>

namespace documents::tables {

/// Streams every worksheet of an .xls workbook (BIFF8, and BIFF5 of Excel 95). Throws Failure for what is damaged,
/// protected by a password or older.
void readXls(std::string_view bytes, RowSink& sink);

} // namespace documents::tables
