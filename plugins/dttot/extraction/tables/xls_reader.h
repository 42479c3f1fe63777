#pragma once

#include "extraction/tables/row.h"

#include <string_view>

namespace dttot::tables {

/// Streams every worksheet of an .xls workbook (BIFF8, and BIFF5 of Excel 95). Throws Failure for what is damaged,
/// protected by a password or older.
void readXls(std::string_view bytes, RowSink& sink);

} // namespace dttot::tables
