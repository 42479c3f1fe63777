#pragma once

#include "extraction/layout/table_layout.h"
#include "extraction/record.h"

namespace dttot {

/// Reads every field out of the cells of one record. Never fails: what cannot be read becomes an issue.
[[nodiscard]] Record recordOf(layout::RawRecord&& raw);

} // namespace dttot
