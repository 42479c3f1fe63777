#include "search.h"

#include "id_list.h"
#include "look_up_words.h"
#include "name_candidates.h"
#include "screening/folding.h"
#include "similarity.h"

#include <tenon/error.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <ranges>
#include <utility>

namespace dttot {

namespace {

constexpr std::string_view namesOfRows = "SELECT id, names FROM dttot_row WHERE id IN ";

constexpr double numberScore = 0.99; // a number that is equal or begins alike
constexpr double fuzzyAtMost = 0.98; // only the same letters are worth more

struct Query {
    std::string text;
    std::vector<std::string> words;
};

Query queryOf(std::string_view typed) {
    Query query{.text = screening::folded(typed), .words = {}};
    query.words = lookUpWordsOf(query.text);
    query.words.resize(std::min(query.words.size(), candidates::mostWords));
    return query;
}

bool hasDigit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

double scoreOf(const Query& query, std::string_view name) {
    if (name == query.text) {
        return 1;
    }
    const double words = nameScore(query.words, lookUpWordsOf(name));
    const bool begins = name.starts_with(query.text);
    return std::min(fuzzyAtMost, begins ? std::max(words, 0.9) : words);
}

/// The words that may stay unanswered without the mean of the answers falling below the threshold.
std::size_t neededOf(std::size_t words) {
    return words - static_cast<std::size_t>(std::floor(static_cast<double>(words) * (1 - nameThreshold)));
}

candidates::Alternatives alternativesOf(tenon::Database& database, const Query& query, Match match) {
    candidates::Alternatives alternatives;
    for (const std::string& word : query.words) {
        alternatives.push_back(match == Match::folded ? std::vector{word} : candidates::alternativesTo(database, word));
    }
    return alternatives;
}

candidates::Rows candidatesFor(tenon::Database& database, const Query& query, Match match, const RowFilter& filter) {
    constexpr std::size_t most = Search::mostHits;
    if (match == Match::exact) {
        return candidates::equalTo(database, query.text, filter, most);
    }
    if (match == Match::prefix) {
        return candidates::beginningWith(database, query.text, filter, most);
    }
    const std::size_t needed = match == Match::folded ? query.words.size() : neededOf(query.words.size());
    return candidates::answering(database, alternativesOf(database, query, match), needed, filter, most);
}

/// Scores rows by the best of their names.
std::map<std::int64_t, double> scored(tenon::Database& database, const Query& query, const candidates::Rows& rows) {
    std::map<std::int64_t, double> best;
    forEachChunk(database, namesOfRows, rows, {}, [&](const tenon::Row& row) {
        double& score = best[row.get<std::int64_t>(0)];
        for (const auto name : row.text(1) | std::views::split('\n')) {
            score = std::max(score, scoreOf(query, std::string_view(name.begin(), name.end())));
        }
    });
    return best;
}

} // namespace

Match matchOf(std::string_view word) {
    constexpr std::pair<std::string_view, Match> words[] = {
        {"any", Match::any},
        {"exact", Match::exact},
        {"prefix", Match::prefix},
        {"folded", Match::folded},
        {"fuzzy", Match::fuzzy},
    };
    const auto* found = std::ranges::find(words, word, &std::pair<std::string_view, Match>::first);
    if (found == std::end(words)) {
        throw tenon::Invalid("match", "Choose any, exact, prefix, folded or fuzzy.");
    }
    return found->second;
}

std::vector<Hit> Search::find(std::string_view typed, Match match, const RowFilter& filter) const {
    const Query query = queryOf(typed);
    if (query.text.empty()) {
        return {};
    }
    std::map<std::int64_t, double> scores = scored(_database, query, candidatesFor(_database, query, match, filter));
    if (match == Match::any || match == Match::fuzzy) {
        std::erase_if(scores, [](const auto& each) { return each.second < nameThreshold; });
    }
    if (match == Match::exact || match == Match::prefix) {
        // Whatever is not found by its name is found by a number.
        std::ranges::for_each(scores, [](auto& each) {
            each.second = each.second < nameThreshold ? numberScore : each.second;
        });
    }
    if (match == Match::any && hasDigit(query.text)) {
        for (const std::int64_t row : candidates::beginningWith(_database, query.text, filter, mostHits)) {
            double& score = scores[row];
            score = std::max(score, numberScore);
        }
    }
    std::vector<Hit> hits;
    for (const auto& [row, score] : scores) {
        hits.push_back({row, std::round(score * 1000) / 1000});
    }
    std::ranges::stable_sort(hits, std::ranges::greater(), &Hit::score);
    hits.resize(std::min(hits.size(), mostHits));
    return hits;
}

} // namespace dttot
