#pragma once

#include "extraction/issue.h"

#include <string>
#include <vector>

namespace dttot::fields {

/// The birth dates that the statements of a description name ("DOB: sekitar 1975", "tanggal lahir lainnya: 12 April
/// 1970"); those of relatives and other dates ("dikeluarkan tanggal …") do not count.
[[nodiscard]] std::vector<std::string>
describedBirthDatesOf(const std::vector<std::string>& statements, Issues& issues);

} // namespace dttot::fields
