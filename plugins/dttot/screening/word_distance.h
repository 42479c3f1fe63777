#pragma once

#include <string_view>

namespace dttot::screening {

/// How alike two spelled words are, 1 for equal ones, by the edits that lead from one to the other. Edits between
/// letters that are often confused cost less than one, a different first letter costs more. Less than `least` may be
/// answered as 0.
[[nodiscard]] double similarityOf(std::string_view a, std::string_view b, double least = 0);

/// Whether no similarity of `least` is possible, by lengths and letters (`lettersOf`) alone.
[[nodiscard]] bool
areFarApart(std::string_view a, unsigned lettersOfA, std::string_view b, unsigned lettersOfB, double least);

} // namespace dttot::screening
