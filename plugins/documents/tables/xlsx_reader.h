#pragma once

#include "tables/row.h"

#include <string_view>

namespace documents::tables {

/// Streams every worksheet of an .xlsx workbook. Throws Failure for what is damaged, hostile or beyond limits.h.
void readXlsx(std::string_view bytes, RowSink& sink);

} // namespace documents::tables
