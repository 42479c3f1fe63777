#include "similarity.h"

#include "screening/spelling.h"
#include "screening/word_distance.h"

#include <algorithm>
#include <utility>

namespace dttot {

std::string_view stemOf(std::string_view queryWord) {
    constexpr std::size_t shortest = 3;
    while (!queryWord.empty() && screening::isVowel(queryWord.back())) {
        queryWord.remove_suffix(1);
    }
    return queryWord.size() < shortest ? std::string_view() : queryWord;
}

double answerOf(std::string_view queryWord, std::string_view listWord) {
    const double alike = screening::similarityOf(queryWord, listWord);
    const std::string_view stem = stemOf(queryWord);
    if (stem.empty() || !listWord.starts_with(stem)) {
        return alike;
    }
    const double share = static_cast<double>(stem.size()) / static_cast<double>(listWord.size());
    return std::max(alike, 0.78 + 0.2 * share);
}

double nameScore(const std::vector<std::string>& query, const std::vector<std::string>& name) {
    if (query.empty() || name.empty()) {
        return 0;
    }
    std::vector<bool> taken(name.size(), false);
    double sum = 0;
    std::size_t answered = 0;
    for (const std::string& word : query) {
        double best = 0;
        std::size_t place = name.size();
        for (std::size_t i = 0; i < name.size(); ++i) {
            const double answer = taken[i] ? 0 : answerOf(word, name[i]);
            if (answer > best && answer >= wordThreshold) {
                best = answer;
                place = i;
            }
        }
        if (place < name.size()) {
            taken[place] = true;
            sum += best;
            ++answered;
        }
    }
    const double coverage = static_cast<double>(answered) / static_cast<double>(name.size());
    return sum / static_cast<double>(query.size()) * (0.95 + 0.05 * coverage);
}

} // namespace dttot
