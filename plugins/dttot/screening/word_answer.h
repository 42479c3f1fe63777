#pragma once

#include "answer_memo.h"
#include "lexicon.h"
#include "weights.h"

#include <cstdint>
#include <string_view>

namespace dttot::screening {

/// A word as it is compared; whoever makes it keeps the key.
struct Word {
    std::string_view key;
    std::uint32_t letters = 0; ///< `lettersOf` the key
    WordClass wordClass = WordClass::rare;
    bool isKnown = false;
    bool hasRelatives = false; ///< short forms, or names that it is short for
    bool isOfFather = false;
    std::uint32_t number = AnswerMemo::noNumber; ///< in a vocabulary
};

/// Whether two words are the same.
[[nodiscard]] inline bool areEqual(const Word& a, const Word& b) { return a.letters == b.letters && a.key == b.key; }

/// What a word weighs when both sides have it.
[[nodiscard]] double weightOf(const Word& word, const Weights& weights);

/// Words that are less alike do not answer each other at all.
inline constexpr double leastAnswer = 0.62;

/// How well two words answer each other, 0 to 1; less than `least` may be answered as 0.
[[nodiscard]] double answerOf(const Word& a, const Word& b, const Weights& weights, double least = leastAnswer);

/// The same for a word and two neighbours that may be its halves. Halves are found by trying: they must be nearer.
inline constexpr double leastAnswerOfHalves = 0.82;
[[nodiscard]] double answerOfHalves(const Word& whole, const Word& first, const Word& second);

} // namespace dttot::screening
