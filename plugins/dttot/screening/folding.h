#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// The text in lower-case ASCII: scripts are romanised, marks, apostrophes and whatever cannot be seen are taken off,
/// punctuation other than `.`, `,` and `-` is made a blank.
[[nodiscard]] std::string romanised(std::string_view text);

/// The romanised text in letters, digits and single blanks. Two names that differ in nothing else fold to the same.
[[nodiscard]] std::string folded(std::string_view text);

/// The folded text without its blanks: "IDD - 012" and "idd-012" are both "idd012".
[[nodiscard]] std::string compacted(std::string_view text);

/// The words of a folded text.
[[nodiscard]] std::vector<std::string_view> wordsOf(std::string_view foldedText);

/// The least text above all that begin with `foldedPrefix`, in byte order.
[[nodiscard]] std::string endOfPrefix(std::string_view foldedPrefix);

} // namespace dttot::screening
