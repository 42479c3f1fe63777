#pragma once

#include "extraction/tables.h"
#include "tables/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// Splits a description into its statements, each on one line and without its bullet: items of a list, parts between
/// semicolons, sentences. A full stop after an abbreviation ("No. KTP", "a.n. X") ends nothing; a wrapped line goes on
/// with its statement.
[[nodiscard]] std::vector<std::string> statementsOf(std::string_view description, tables::LineBreaks lineBreaks);

} // namespace dttot::fields
