#pragma once

#include "extraction/issue.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// The dates of a birth date cell in the order of the text, as ISO 8601 / EDTF: `1981-07-14`, `1981-07`, `1981`,
/// `1981~` (about), `1958/1961` (between). Day or month 00 is unknown; Islamic dates become Gregorian; a spreadsheet's
/// bare day number becomes its day. EDTF dates stay as they are. What cannot be read is reported as an issue of
/// `field`.
///
/// \param daysAfter1900 1462 for day numbers of a workbook that counts from 1904
[[nodiscard]] std::vector<std::string>
birthDatesOf(std::string_view cell, int daysAfter1900, std::string_view field, Issues& issues);

} // namespace dttot::fields
