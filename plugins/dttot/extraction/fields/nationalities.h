#pragma once

#include "extraction/issue.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// The countries of a nationality cell, in order, as ISO 3166-1 alpha-2; such a code in capitals stands
/// for itself. A former state gives its withdrawn code and an
/// issue; a word that is no country ("Asia Tenggara") gives an issue.
[[nodiscard]] std::vector<std::string> nationalitiesOf(std::string_view cell, Issues& issues);

} // namespace dttot::fields
