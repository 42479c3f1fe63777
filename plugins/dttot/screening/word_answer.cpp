#include "word_answer.h"

#include "lexicon.h"
#include "word_distance.h"

#include <algorithm>
#include <string>

namespace dttot::screening {

namespace {

bool areRelatives(const Word& a, const Word& b) {
    return a.hasRelatives && b.hasRelatives && std::ranges::find(relativesOf(a.key), b.key) != relativesOf(a.key).end();
}

/// Letters in which the simplified or usual spelling of a word may begin that is written with the first one.
constexpr std::string_view beginnings[] = {
    "chks", "dj", "ei", "kch", "ouw", "pf", "qk", "tc", "vf", "xs", "yj", "jy", "zds"};

double answerOfInitial(const Word& initial, const Word& word, const Weights& weights) {
    const char letter = initial.key.front();
    const char first = word.key.front();
    if (word.wordClass == WordClass::initial) {
        return letter == first ? 1 : 0;
    }
    const bool begins = letter == first || std::ranges::any_of(beginnings, [&](std::string_view each) {
                            return each.front() == letter && each.find(first, 1) != std::string_view::npos;
                        });
    return begins ? weights.initial : 0;
}

} // namespace

double weightOf(const Word& word, const Weights& weights) {
    switch (word.wordClass) {
    case WordClass::common:
        return weights.commonWord;
    case WordClass::veryCommon:
        return weights.veryCommonWord;
    case WordClass::generic:
    case WordClass::kin:
        return weights.genericWord;
    case WordClass::initial:
        return weights.initialWord;
    case WordClass::rare:
        break;
    }
    const auto length = word.key.size();
    return length < 3 ? weights.rareWord * 0.4 : length == 3 ? weights.rareWord * 0.7 : weights.rareWord;
}

double answerOf(const Word& a, const Word& b, const Weights& weights, double least) {
    if (areEqual(a, b)) {
        return 1;
    }
    if (a.wordClass == WordClass::initial || b.wordClass == WordClass::initial) {
        return a.wordClass == WordClass::initial ? answerOfInitial(a, b, weights) : answerOfInitial(b, a, weights);
    }
    if (a.isKnown && b.isKnown) {
        return areRelatives(a, b) ? weights.nickname : 0;
    }
    if (!areFarApart({a.letters, a.key.size()}, {b.letters, b.key.size()}, least)) {
        if (const double answer = similarityOf(a.key, b.key, least); answer > 0) {
            return answer;
        }
    }
    return areRelatives(a, b) ? weights.nickname : 0;
}

double answerOfHalves(const Word& whole, const Word& first, const Word& second) {
    const auto size = first.key.size() + second.key.size();
    constexpr std::size_t shortest = 5;
    constexpr std::size_t mostApart = 3;
    if (std::min(size, whole.key.size()) < shortest || whole.key.size() + mostApart < size
        || size + mostApart < whole.key.size()) {
        return 0;
    }
    if (whole.isKnown && first.isKnown && second.isKnown && first.wordClass != WordClass::generic) {
        return 0;
    }
    // The usual spelling of a known name may differ from the one that it was joined in.
    const std::string_view rest = whole.key.substr(0, whole.key.size() - std::min(second.key.size(), whole.key.size()));
    if (first.isKnown && whole.key.ends_with(second.key) && senseOf(rest).key == first.key) {
        return 1;
    }
    std::string joined;
    joined.reserve(size);
    joined.append(first.key).append(second.key);
    return similarityOf(whole.key, joined, leastAnswerOfHalves);
}

} // namespace dttot::screening
