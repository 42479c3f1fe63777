#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// Takes the marker of a list item off the front of a line: "- ", "• ", "1. ", "a) ", "'- ". Whether there was one.
[[nodiscard]] bool takeBullet(std::string_view& line);

/// Splits "a) one b) two c) three" (also "1) .. 2) ..", "a. .. b. ..") into its items; one item when the text does not
/// start with the first marker of such a sequence.
[[nodiscard]] std::vector<std::string_view> lettered(std::string_view text);

/// Splits at whole words such as "atau", ignoring case. The words come in lower case.
[[nodiscard]] std::vector<std::string_view>
splitAtWords(std::string_view text, const std::vector<std::string_view>& words);

/// The items of a list as this module exports it: whatever stands between "; ", and says something.
[[nodiscard]] std::vector<std::string> exportedItems(std::string_view cell);

} // namespace dttot::fields
