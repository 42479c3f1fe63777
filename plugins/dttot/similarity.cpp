#include "similarity.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dttot {

namespace {

constexpr std::size_t longestWord = 40;
constexpr double firstLetterPenalty = 0.35;
constexpr double swap = 0.8;

bool isVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// What it costs to write one letter for another; pairs are given in alphabetical order.
double substitution(char a, char b) {
    if (a == b) {
        return 0;
    }
    if (isVowel(a) && isVowel(b)) {
        return 0.45;
    }
    switch (const auto [low, high] = std::minmax({a, b}); low * 256 + high) {
    case 's' * 256 + 'z':
        return 0.35;
    case 'j' * 256 + 'y':
        return 0.4;
    case 'j' * 256 + 'z':
        return 0.45;
    case 'd' * 256 + 't':
        return 0.5;
    case 'f' * 256 + 'p':
        return 0.4;
    case 'b' * 256 + 'p':
        return 0.6;
    default:
        return 1;
    }
}

/// What it costs to leave a letter out or put it in.
double omission(char c) { return c == 'h' ? 0.5 : isVowel(c) ? 0.7 : 1; }

using Line = std::array<double, longestWord + 1>;

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
double distanceOf(std::string_view a, std::string_view b) {
    std::array<Line, 3> lines{};
    Line* before = &lines[0];
    Line* above = &lines[1];
    Line* line = &lines[2];
    for (std::size_t j = 1; j <= b.size(); ++j) {
        (*above)[j] = (*above)[j - 1] + omission(b[j - 1]);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*line)[0] = (*above)[0] + omission(a[i - 1]);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            double least = (*above)[j - 1] + substitution(a[i - 1], b[j - 1]);
            least = std::min(least, (*above)[j] + omission(a[i - 1]));
            least = std::min(least, (*line)[j - 1] + omission(b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                least = std::min(least, (*before)[j - 2] + swap);
            }
            (*line)[j] = least;
        }
        std::swap(before, above);
        std::swap(above, line);
    }
    return (*above)[b.size()];
}

} // namespace

double similarityOf(std::string_view a, std::string_view b) {
    a = a.substr(0, longestWord);
    b = b.substr(0, longestWord);
    if (a.empty() || b.empty()) {
        return 0;
    }
    const double penalty = a.front() == b.front() ? 0 : firstLetterPenalty;
    return std::max(0.0, 1 - (distanceOf(a, b) + penalty) / static_cast<double>(std::max(a.size(), b.size())));
}

std::string_view stemOf(std::string_view queryWord) {
    constexpr std::size_t shortest = 3;
    while (!queryWord.empty() && isVowel(queryWord.back())) {
        queryWord.remove_suffix(1);
    }
    return queryWord.size() < shortest ? std::string_view() : queryWord;
}

double answerOf(std::string_view queryWord, std::string_view listWord) {
    const double alike = similarityOf(queryWord, listWord);
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
