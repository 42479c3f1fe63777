#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dttot::screening {

/// How much a word tells about who is meant.
enum class WordClass : std::uint8_t {
    rare,       ///< tells people apart
    common,     ///< many people have it
    veryCommon, ///< millions do
    generic,    ///< belongs to a name but tells little: "abdul", "PT", "Foundation"
    kin,        ///< "abu", "ummu": somebody's father or mother, who is not that somebody
    initial     ///< a single letter
};

/// A word as names are compared by it.
struct WordSense {
    std::string key; ///< its simplified spelling, for known names that of the usual form
    WordClass wordClass = WordClass::rare;

    /// Whether it is a known name or generic, so that it is no misspelling of another one.
    bool isKnown = false;

    bool hasRelatives = false; ///< `relativesOf` its key are some
};

/// The sense of a romanised word: always the same, whatever stands around it.
[[nodiscard]] WordSense senseOf(std::string_view word);

/// The keys of the names that a short form may stand for, or of the short forms that a name has.
[[nodiscard]] std::span<const std::string> relativesOf(std::string_view key);

/// The length of the first half of a name like "abdurrahman", which stands for "abdul", or "abubakar"; 0 for others.
[[nodiscard]] std::size_t firstHalfOf(std::string_view word);

} // namespace dttot::screening
