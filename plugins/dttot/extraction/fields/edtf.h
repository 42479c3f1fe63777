#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// The dates of a text that is a list of EDTF dates (Library of Congress, levels 0 and 1) between semicolons, as
/// exports write them: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, each also with `~`, and two of them or `..` around a slash.
/// None when any part is something else, or a year that only the Islamic calendar can mean.
[[nodiscard]] std::optional<std::vector<std::string>> edtfDatesOf(std::string_view text);

} // namespace dttot::fields
