#include "word_distance.h"

#include "spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace dttot::screening {

namespace {

// Costs are hundredths of an edit.
constexpr int edit = 100;
constexpr int swapCost = 80;
constexpr int otherBeginning = 35;

struct Confusion {
    char a;
    char b;
    int cost;
};

constexpr Confusion confusions[] = {
    {'s', 'z', 30}, {'j', 'y', 25}, {'j', 'z', 45}, {'d', 't', 50}, {'f', 'p', 35}, {'b', 'p', 55}, {'f', 'w', 40},
    {'c', 'k', 40}, {'g', 'k', 50}, {'h', 'k', 50}, {'c', 'h', 45}, {'c', 's', 50}, {'c', 'j', 60}, {'g', 'j', 50},
    {'m', 'n', 70}, {'l', 'r', 80}, {'i', 'y', 30}, {'i', 'j', 40}, {'u', 'w', 30}, {'c', 't', 60}, {'b', 'f', 70},
};

/// Letters are 1 to 26, digits 27 to 36, whatever else 0.
constexpr std::size_t codes = 40;

constexpr std::size_t codeOf(char c) {
    if (c >= 'a' && c <= 'z') {
        return static_cast<std::size_t>(c - 'a') + 1;
    }
    return c >= '0' && c <= '9' ? static_cast<std::size_t>(c - '0') + 27 : 0;
}

using Costs = std::array<std::array<std::uint8_t, codes>, codes>;

constexpr Costs substitutionCosts() {
    Costs costs{};
    for (std::size_t a = 0; a < codes; ++a) {
        for (std::size_t b = 0; b < codes; ++b) {
            costs[a][b] = a == b ? 0 : edit;
        }
    }
    constexpr std::string_view vowels = "aeiou";
    for (const char a : vowels) {
        for (const char b : vowels) {
            costs[codeOf(a)][codeOf(b)] = a == b ? 0 : 45;
        }
    }
    for (const Confusion& each : confusions) {
        costs[codeOf(each.a)][codeOf(each.b)] = costs[codeOf(each.b)][codeOf(each.a)] =
            static_cast<std::uint8_t>(each.cost);
    }
    return costs;
}

constexpr Costs substitutions = substitutionCosts();

int substitution(char a, char b) { return substitutions[codeOf(a)][codeOf(b)]; }

constexpr std::array<std::uint8_t, codes> omissionCosts() {
    std::array<std::uint8_t, codes> costs{};
    costs.fill(edit);
    for (const char vowel : std::string_view("aeiouw")) {
        costs[codeOf(vowel)] = 65;
    }
    costs[codeOf('h')] = 40;
    costs[codeOf('y')] = 50;
    return costs;
}

constexpr auto omissions = omissionCosts();

using Line = std::array<int, longestWord + 1>;

/// What two words have in common at both ends is no part of their distance.
void dropCommonEnds(std::string_view& a, std::string_view& b) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. More than `most` is
/// answered as soon as it is certain.
int distanceOf(std::string_view a, std::string_view b, int most) {
    dropCommonEnds(a, b);
    std::array<Line, 3> lines;
    int* before = lines[0].data();
    int* above = lines[1].data();
    int* line = lines[2].data();
    std::array<std::uint8_t, longestWord> codesOfB;
    above[0] = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
        codesOfB[j] = static_cast<std::uint8_t>(codeOf(b[j]));
        above[j + 1] = above[j] + omissions[codesOfB[j]];
    }
    int leastAbove = 0;
    std::size_t codeBefore = codes;
    for (const char letter : a) {
        const std::size_t code = codeOf(letter);
        const int left = omissions[code];
        const auto& costs = substitutions[code];
        int last = above[0] + left;
        int leastHere = last;
        line[0] = last;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t other = codesOfB[j];
            last = std::min({above[j] + costs[other], above[j + 1] + left, last + omissions[other]});
            if (other == codeBefore && j > 0 && codesOfB[j - 1] == code) {
                last = std::min(last, before[j - 1] + swapCost);
            }
            line[j + 1] = last;
            leastHere = std::min(leastHere, last);
        }
        // A swap reaches over one line.
        if (leastHere > most && leastAbove > most) {
            return most + 1;
        }
        leastAbove = leastHere;
        codeBefore = code;
        int* const free = before;
        before = above;
        above = line;
        line = free;
    }
    return above[b.size()];
}

bool hasVowel(std::string_view word) {
    return std::ranges::any_of(word, [](char c) { return isVowel(c); });
}

/// Scripts that write no vowels, and hasty hands: the consonants must do.
double similarityOfConsonants(std::string_view a, std::string_view b) {
    constexpr double atBest = 0.92;
    const std::string soundOfA = soundOf(a);
    const std::string soundOfB = soundOf(b);
    const auto longer = std::max(soundOfA.size(), soundOfB.size());
    if (std::min(soundOfA.size(), soundOfB.size()) < 2) {
        return 0;
    }
    const int distance = distanceOf(soundOfA, soundOfB, allowedEdits(longer, 0));
    return atBest * (1 - distance / (edit * static_cast<double>(longer)));
}

} // namespace

int allowedEdits(std::size_t longer, double least) {
    return static_cast<int>((1 - least) * static_cast<double>(longer) * edit + 1e-6);
}

PrefixDistance::PrefixDistance(std::string_view word) : _word(word.substr(0, longestWord)) {
    _lines[0][0] = 0;
    for (std::size_t j = 0; j < _word.size(); ++j) {
        _codes[j] = static_cast<std::uint8_t>(codeOf(_word[j]));
        _lines[0][j + 1] = _lines[0][j] + omissions[_codes[j]];
    }
    _leasts[0] = 0;
}

void PrefixDistance::push(char letter) {
    const Line& above = _lines[_size];
    Line& line = _lines[_size + 1];
    const std::size_t code = codeOf(letter);
    const int left = omissions[code];
    const auto& costs = substitutions[code];
    int last = above[0] + left;
    int leastHere = last;
    line[0] = last;
    for (std::size_t j = 0; j < _word.size(); ++j) {
        const std::size_t other = _codes[j];
        last = std::min({above[j] + costs[other], above[j + 1] + left, last + omissions[other]});
        if (_size > 0 && j > 0 && other == _codesPushed[_size] && _codes[j - 1] == code) {
            last = std::min(last, _lines[_size - 1][j - 1] + swapCost);
        }
        line[j + 1] = last;
        leastHere = std::min(leastHere, last);
    }
    ++_size;
    _codesPushed[_size] = static_cast<std::uint8_t>(code);
    _leasts[_size] = leastHere;
}

/// A swap reaches over one line.
int PrefixDistance::least() const { return _size == 0 ? 0 : std::min(_leasts[_size], _leasts[_size - 1] + swapCost); }

double similarityOf(std::string_view a, std::string_view b, double least) {
    a = a.substr(0, longestWord);
    b = b.substr(0, longestWord);
    if (a == b) {
        return 1;
    }
    if (a.empty() || b.empty()) {
        return 0;
    }
    if (hasVowel(a) != hasVowel(b)) {
        return similarityOfConsonants(a, b);
    }
    const auto longer = std::max(a.size(), b.size());
    const int allowed = allowedEdits(longer, least);
    const int penalty = substitution(a.front(), b.front()) < edit / 2 ? 0 : otherBeginning;
    const int distance = distanceOf(a, b, allowed - penalty) + penalty;
    return distance > allowed ? 0 : std::max(0.0, 1 - distance / (edit * static_cast<double>(longer)));
}

bool areFarApart(const WordShape& a, const WordShape& b, double least) {
    constexpr int cheapestOmission = 40;
    constexpr int cheapestLetter = 35; // of another kind: h left out costs more, but may be a substitution's half
    if (a.letters == 0 || b.letters == 0) {
        return false;
    }
    const int allowed = allowedEdits(std::max(a.size, b.size), least);
    const auto lengths = static_cast<int>(a.size > b.size ? a.size - b.size : b.size - a.size);
    if (lengths * cheapestOmission > allowed) {
        return true;
    }
    const int onlyInA = std::popcount(a.letters & ~b.letters);
    const int onlyInB = std::popcount(b.letters & ~a.letters);
    return std::max(onlyInA, onlyInB) * cheapestLetter > allowed;
}

} // namespace dttot::screening
