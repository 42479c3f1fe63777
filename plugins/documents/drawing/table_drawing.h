#pragma once

#include "drawing/columns.h"
#include "drawing/pages.h"

namespace documents::drawing {

/// Draws a table whose cells are texts, over as many pages as it takes, its header on each.
void drawTable(Pages& pages, const Table& table, const Columns& columns);

} // namespace documents::drawing
