#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// The beginning of a spelled query word that a longer word would share if the query is only its beginning: without the
/// vowels at the end, which the simplified spelling may draw together with what follows. Empty when too little is left.
[[nodiscard]] std::string_view stemOf(std::string_view queryWord);

/// How well a spelled list word answers a query word: by how alike they are, and a word that begins with its stem
/// answers it too.
[[nodiscard]] double answerOf(std::string_view queryWord, std::string_view listWord);

/// How well the name answers a query of these words, 0 to 1: the mean of the best answers, a little less when the name
/// has words that nobody asked for. Each word of the name answers once.
[[nodiscard]] double nameScore(const std::vector<std::string>& query, const std::vector<std::string>& name);

/// Least answer of a word that counts.
inline constexpr double wordThreshold = 0.7;

/// Least score of a name that is found.
inline constexpr double nameThreshold = 0.72;

} // namespace dttot
