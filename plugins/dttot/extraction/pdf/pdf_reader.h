#pragma once

#include "extraction/tables.h"
#include "tables/row.h"

#include <string_view>

namespace dttot::pdf {

/// Streams the table of a PDF. Throws Failure for what is damaged, protected by a password, without text, or beyond
/// limits.h. It needs poppler, which is under the GPL: only the helper program and its tests link it.
void readPdf(std::string_view bytes, tables::RowSink& sink);

} // namespace dttot::pdf
