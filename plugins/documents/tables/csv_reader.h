#pragma once

#include "tables/row.h"

#include <string_view>

namespace documents::tables {

/// Streams a delimited text file: one sheet without a name, rows numbered by record, quoted cells over several lines.
void readCsv(std::string_view bytes, RowSink& sink);

/// Likewise, where it is known what separates the columns.
void readDelimited(std::string_view bytes, char delimiter, RowSink& sink);

} // namespace documents::tables
