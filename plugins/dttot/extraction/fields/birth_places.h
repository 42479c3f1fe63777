#pragma once

#include "extraction/tables.h"
#include "tables/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// The places of a birth place cell: alternatives by "atau", "/", ";", list markers and typed line breaks. A date that
/// strayed into the cell is cut off.
[[nodiscard]] std::vector<std::string> birthPlacesOf(std::string_view cell, tables::LineBreaks lineBreaks);

} // namespace dttot::fields
