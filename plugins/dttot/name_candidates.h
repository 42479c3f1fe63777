#pragma once

#include "row_filter.h"

#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The rows in force that a query may mean, found by index alone and not yet scored; at most `limit`, in a stable
/// order.
namespace dttot::candidates {

using Rows = std::vector<std::int64_t>;

/// Rows with a name, alias or number equal to the folded query.
[[nodiscard]] Rows
equalTo(tenon::Database& database, std::string_view query, const RowFilter& filter, std::size_t limit);

/// Rows with a name, alias or number that begins with the folded query.
[[nodiscard]] Rows
beginningWith(tenon::Database& database, std::string_view query, const RowFilter& filter, std::size_t limit);

/// For each word of a query the list words that would answer it.
using Alternatives = std::vector<std::vector<std::string>>;

/// Rows that have an alternative for at least `needed` of the words, those with the most first.
[[nodiscard]] Rows answering(
    tenon::Database& database, const Alternatives& words, std::size_t needed, const RowFilter& filter, std::size_t limit
);

/// The list words that are much like the spelled word or begin with it, best first.
[[nodiscard]] std::vector<std::string> alternativesTo(tenon::Database& database, const std::string& word);

/// More words of a query, and more alternatives of a word, are not looked at.
inline constexpr std::size_t mostWords = 8;
inline constexpr std::size_t mostAlternatives = 16;

} // namespace dttot::candidates
