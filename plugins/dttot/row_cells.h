#pragma once

#include "extraction/layout/columns.h"
#include "extraction/layout/table_layout.h"

#include <tenon/json.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dttot {

/// The cells that a client's row fills, and the columns they belong to.
struct RowCells {
    layout::RawRecord raw;
    std::vector<std::pair<layout::Column, std::string>> exact; ///< values in the form of lists, to be taken as they are
    std::set<layout::Column> columns;
};

/// The cells of `input`, whose members are named as in lists or as headers of the official list. Throws Invalid for a
/// value that is no text, number or list of them, is too long, or has control characters.
[[nodiscard]] RowCells cellsOf(const tenon::JsonObject& input);

/// The members of a record that come out of a column's cells.
[[nodiscard]] std::vector<std::string_view> membersOf(layout::Column column);

} // namespace dttot
