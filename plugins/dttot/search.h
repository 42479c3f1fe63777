#pragma once

#include "row_filter.h"

#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// How a query and a name or alias must agree. Queries of digits also find Kode Densus and identity numbers.
enum class Match {
    any,    ///< in any of the ways below
    exact,  ///< the same letters and digits
    prefix, ///< the name begins with the query
    folded, ///< every word occurs, whatever its spelling ("joesoef", "jusuf") and the order
    fuzzy   ///< every word, one of many words excepted, has one that is much alike
};

/// "any", "exact", …; throws Invalid on `match` for another word.
[[nodiscard]] Match matchOf(std::string_view word);

/// A row that was found.
struct Hit {
    std::int64_t row = 0;
    double score = 0; ///< 0 to 1, 1 for the same name
};

/// Finds people and organisations by name, alias or number among the rows in force.
///
/// This is the look-up of a list; the screening of customers, with evidence beyond the name, is a part of its own that
/// stands in screening/. Safe to call from many threads.
class Search {
public:
    explicit Search(tenon::Database& database) : _database(database) {}

    /// At most this many rows are found.
    static constexpr std::size_t mostHits = 1000;

    /// The rows that answer `query`, best first, equal ones by id: the same call gives the same order.
    [[nodiscard]] std::vector<Hit> find(std::string_view query, Match match, const RowFilter& filter) const;

private:
    tenon::Database& _database;
};

} // namespace dttot
