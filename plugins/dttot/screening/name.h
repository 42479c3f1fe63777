#pragma once

#include "lexicon.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// A word of a name that counts.
struct NameWord {
    std::string text; ///< romanised
    WordSense sense;
    bool isOfFather = false; ///< stands behind "bin" or the like
};

/// A name taken apart: without titles, degrees, articles and marks, unless there is nothing else.
struct Name {
    std::vector<NameWord> words;
    bool isOrganisation = false; ///< by its legal form or the like
    bool isCut = false;          ///< it had more than is compared
};

/// Words of a name beyond these are not compared, nor what stands behind so many bytes.
inline constexpr std::size_t mostWords = 16;
inline constexpr std::size_t longestName = 1000;

[[nodiscard]] Name nameOf(std::string_view text);

} // namespace dttot::screening
