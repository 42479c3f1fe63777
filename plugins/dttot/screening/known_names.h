#pragma once

#include <array>
#include <string_view>

/// Names that are so frequent, where customers of Indonesian institutions come from, that they tell few people apart,
/// and of which two are always two: Yunus is no misspelt Yusuf.
///
/// Groups stand between semicolons, the spellings of one name between blanks, the usual one first, as far as
/// simplified spelling does not unite them.
namespace dttot::screening {

[[nodiscard]] std::string_view veryCommonNames();
[[nodiscard]] std::array<std::string_view, 3> commonNames();

/// In each group a name and its short forms. A short form may belong to several names.
[[nodiscard]] std::string_view shortForms();

} // namespace dttot::screening
