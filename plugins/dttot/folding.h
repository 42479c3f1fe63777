#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// The text in the letters a-z, digits and single blanks: scripts are romanised, marks taken off, apostrophes dropped
/// and all other punctuation made a blank. Two names that differ in nothing else fold to the same text.
[[nodiscard]] std::string folded(std::string_view text);

/// The folded text without its blanks: "IDD - 012" and "idd-012" are both "idd012".
[[nodiscard]] std::string compacted(std::string_view text);

/// The words of a folded text.
[[nodiscard]] std::vector<std::string_view> wordsOf(std::string_view foldedText);

/// The least text above all that begin with `foldedPrefix`, in byte order.
[[nodiscard]] std::string endOfPrefix(std::string_view foldedPrefix);

} // namespace dttot
