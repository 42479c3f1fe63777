#pragma once

#include "extraction/pdf/page.h"
#include "extraction/pdf/rulings.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <optional>
#include <vector>

namespace dttot::pdf {

/// A table whose cells are drawn: the rows of a page, with text of merged cells in the first cell of the area.
struct RuledTable {
    double top = 0;
    double bottom = 0;
    double left = 0;
    double right = 0;
    std::vector<tables::Row> rows; ///< not numbered yet
};

/// Reads the words that lie in the grid of ruling lines; none when the lines form no grid of three columns and a row.
[[nodiscard]] std::optional<RuledTable> ruledTableOf(const Page& page, const Rulings& rulings);

} // namespace dttot::pdf
