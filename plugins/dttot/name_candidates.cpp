#include "name_candidates.h"

#include "id_list.h"
#include "look_up_words.h"
#include "screening/folding.h"
#include "similarity.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace dttot::candidates {

namespace {

// Statements that find ids do not look at the rows themselves: a planner that may start with the rows, whose filters it
// cannot estimate, reads all of them.
constexpr std::string_view inRange =
    "SELECT row_id FROM dttot_name WHERE folded >= CAST(:from AS TEXT) AND folded < CAST(:until AS TEXT) UNION "
    "SELECT row_id FROM dttot_identifier WHERE value >= CAST(:number_from AS TEXT) AND value < CAST(:number_until AS "
    "TEXT) "
    "ORDER BY row_id LIMIT :most";

constexpr std::string_view answered =
    ") SELECT w.row_id FROM wanted JOIN dttot_word w ON w.word = wanted.word GROUP BY w.row_id "
    "HAVING COUNT(DISTINCT wanted.part) >= CAST(:needed AS BIGINT) "
    "ORDER BY COUNT(DISTINCT wanted.part) DESC, w.row_id LIMIT :most";

constexpr std::string_view inForce = "SELECT r.id FROM dttot_row_in_force r WHERE r.id IN ";

/// More rows than these are not looked at, whatever the filter lets through.
constexpr std::size_t mostRows = 20'000;

constexpr std::string_view soundsLike =
    "SELECT DISTINCT word FROM dttot_sound WHERE sound IN (:s0, :s1, :s2, :s3, :s4, :s5, :s6, :s7, :s8) LIMIT 5000";
constexpr std::array<std::string_view, 9> soundNames{"s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"};

constexpr std::string_view startsLike =
    "SELECT DISTINCT word FROM dttot_word WHERE word >= CAST(:from AS TEXT) AND word < CAST(:until AS TEXT) "
    "ORDER BY word LIMIT 64";

/// Names of the parameters of `wanted`: a slot for every alternative of every word.
const std::vector<std::string>& slots() {
    static const auto made = [] {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < mostWords * mostAlternatives; ++i) {
            names.push_back("w" + std::to_string(i));
        }
        return names;
    }();
    return made;
}

/// One constant text for every query, so that it stays prepared.
std::string answeringSql() {
    std::string sql = "WITH wanted(word, part) AS (VALUES ";
    for (std::size_t i = 0; i < slots().size(); ++i) {
        sql.append(i == 0 ? "(CAST(:" : ", (CAST(:").append(slots()[i]);
        sql.append(" AS TEXT), ").append(std::to_string(i / mostAlternatives)).append(")");
    }
    return sql.append(answered);
}

Rows idsOf(tenon::Database& database, std::string_view sql, const std::vector<tenon::Param>& params) {
    Rows rows;
    database.run(sql, params, [&](const tenon::Row& row) { rows.push_back(row.get<std::int64_t>(0)); });
    return rows;
}

/// The first `limit` of the rows that are in force and pass the filter.
Rows passing(tenon::Database& database, const Rows& rows, const RowFilter& filter, std::size_t limit) {
    const std::string tail = "AND " + filter.condition();
    constexpr std::size_t atOnce = 512;
    std::vector<tenon::Param> params;
    filter.bind(params);
    Rows found;
    for (std::size_t from = 0; from < rows.size() && found.size() < limit; from += atOnce) {
        const auto some = std::span(rows).subspan(from, std::min(atOnce, rows.size() - from));
        std::set<std::int64_t> good;
        forEachChunk(
            database, inForce, some, tail, [&](const tenon::Row& row) { good.insert(row.integer(0)); }, params
        );
        std::ranges::copy_if(some, std::back_inserter(found), [&](std::int64_t row) { return good.contains(row); });
    }
    found.resize(std::min(found.size(), limit));
    return found;
}

Rows between(
    tenon::Database& database,
    const std::pair<std::string, std::string>& names,
    const std::pair<std::string, std::string>& numbers,
    const RowFilter& filter,
    std::size_t limit
) {
    const std::vector<tenon::Param> params{
        {"from", names.first},
        {"until", names.second},
        {"number_from", numbers.first},
        {"number_until", numbers.second},
        {"most", mostRows},
    };
    return passing(database, idsOf(database, inRange, params), filter, limit);
}

} // namespace

Rows equalTo(tenon::Database& database, std::string_view query, const RowFilter& filter, std::size_t limit) {
    const std::string number = screening::compacted(query);
    // The blank is the least character of a folded text.
    return between(database, {std::string(query), std::string(query) + ' '}, {number, number + ' '}, filter, limit);
}

Rows beginningWith(tenon::Database& database, std::string_view query, const RowFilter& filter, std::size_t limit) {
    const std::string number = screening::compacted(query);
    return between(
        database,
        {std::string(query), screening::endOfPrefix(query)},
        {number, screening::endOfPrefix(number)},
        filter,
        limit
    );
}

Rows answering(
    tenon::Database& database, const Alternatives& words, std::size_t needed, const RowFilter& filter, std::size_t limit
) {
    static const std::string sql = answeringSql();
    std::vector<tenon::Param> params;
    for (std::size_t i = 0; i < slots().size(); ++i) {
        const std::size_t word = i / mostAlternatives;
        const std::size_t choice = i % mostAlternatives;
        const bool isUsed = word < words.size() && choice < words[word].size();
        params.push_back({slots()[i], isUsed ? tenon::Value(words[word][choice]) : tenon::Value("")});
    }
    params.push_back({"needed", needed});
    params.push_back({"most", mostRows});
    return passing(database, idsOf(database, sql, params), filter, limit);
}

std::vector<std::string> alternativesTo(tenon::Database& database, const std::string& word) {
    const std::vector<std::string> sounds = soundsOf(word);
    std::vector<tenon::Param> params;
    for (std::size_t i = 0; i < soundNames.size(); ++i) {
        params.push_back({soundNames[i], sounds[std::min(i, sounds.size() - 1)]});
    }
    std::vector<std::pair<double, std::string>> scored;
    const auto take = [&](const tenon::Row& row) {
        const std::string_view candidate = row.text(0);
        if (const double answer = answerOf(word, candidate); answer >= wordThreshold) {
            scored.emplace_back(-answer, candidate);
        }
    };
    database.run(soundsLike, params, take);
    if (const std::string_view stem = stemOf(word); !stem.empty()) {
        database.each(startsLike, {{"from", stem}, {"until", screening::endOfPrefix(stem)}}, take);
    }
    std::ranges::sort(scored);
    scored.erase(std::unique(scored.begin(), scored.end()), scored.end());
    std::vector<std::string> best;
    for (std::size_t i = 0; i < std::min(scored.size(), mostAlternatives); ++i) {
        best.push_back(std::move(scored[i].second));
    }
    return best;
}

} // namespace dttot::candidates
