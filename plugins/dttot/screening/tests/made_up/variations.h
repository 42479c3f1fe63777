#pragma once

#include "random.h"

#include <string>
#include <string_view>
#include <vector>

/// What happens to names on their way into a bank's books.
namespace made_up {

[[nodiscard]] std::vector<std::string> wordsOf(std::string_view name);
[[nodiscard]] std::string joinedWords(const std::vector<std::string>& words);

/// Van Ophuijsen's: Soerjadi, Djoko, Tjokro.
[[nodiscard]] std::string inOldSpelling(std::string_view name);

/// Another romanisation of one of its words; the name itself when it has none.
[[nodiscard]] std::string inOtherRomanisation(Random& random, std::string_view name);

/// A letter too many, too few, wrong, or in the wrong place.
[[nodiscard]] std::string withTypingError(Random& random, std::string_view name);

/// Digits for letters that look like them.
[[nodiscard]] std::string misread(std::string_view name);

/// The last words first, with a comma or without.
[[nodiscard]] std::string reordered(Random& random, std::string_view name);

[[nodiscard]] std::string withTitle(Random& random, std::string_view name);
[[nodiscard]] std::string inOtherCase(Random& random, std::string_view name);

/// Two words as one, or one as two.
[[nodiscard]] std::string joinedOrSplit(Random& random, std::string_view name);

/// "Moh." for Muhammad, "Abd." for Abdul, "ibn" or nothing for bin; the name itself when it has none of these.
[[nodiscard]] std::string abbreviated(Random& random, std::string_view name);

/// Any of these, or none.
[[nodiscard]] std::string varied(Random& random, const std::string& name);

} // namespace made_up
