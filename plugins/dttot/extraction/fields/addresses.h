#pragma once

#include "extraction/tables.h"
#include "tables/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// The addresses of a cell: items of a bulleted, lettered or semicolon list, branch offices, and lines that each begin
/// like an address. "-" and "N/A" are none. The spelling of RT/RW is kept.
[[nodiscard]] std::vector<std::string> addressesOf(std::string_view cell, tables::LineBreaks lineBreaks);

} // namespace dttot::fields
