#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dttot::screening {

/// How alike two spelled words are, 1 for equal ones, by the edits that lead from one to the other. Edits between
/// letters that are often confused cost less than one, a different first letter costs more. Less than `least` may be
/// answered as 0.
[[nodiscard]] double similarityOf(std::string_view a, std::string_view b, double least = 0);

/// What is told of a word without its text.
struct WordShape {
    std::uint32_t letters = 0; ///< `lettersOf` it
    std::size_t size = 0;
};

/// Whether no similarity of `least` is possible, by the shapes alone.
[[nodiscard]] bool areFarApart(const WordShape& a, const WordShape& b, double least);

} // namespace dttot::screening
