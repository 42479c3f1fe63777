#pragma once

#include "answer_memo.h"
#include "lexicon.h"
#include "name.h"
#include "weights.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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

/// What a word weighs when both sides have it.
[[nodiscard]] double weightOf(const Word& word, const Weights& weights);

/// Words that are less alike do not answer each other at all.
inline constexpr double leastAnswer = 0.62;

/// How well two words answer each other, 0 to 1; less than `least` may be answered as 0.
[[nodiscard]] double answerOf(const Word& a, const Word& b, const Weights& weights, double least = leastAnswer);

/// The same for a word and two neighbours that may be its halves. Halves are found by trying: they must be nearer.
inline constexpr double leastAnswerOfHalves = 0.82;
[[nodiscard]] double answerOfHalves(const Word& whole, const Word& first, const Word& second);

/// Words that answer each other: one on each side, or one and two neighbours.
struct Pairing {
    std::uint8_t subject = 0; ///< the first word
    std::uint8_t subjectWords = 1;
    std::uint8_t listed = 0;
    std::uint8_t listedWords = 1;
    double answer = 0;
};

/// Whether what agrees are words that many people have.
enum class Commonness : std::uint8_t {
    none,
    ofWhole, ///< and the names have no others
    ofPart   ///< and one of the names has more
};

/// How two names compare.
struct NameMatch {
    double score = 0; ///< 0 to 1
    Commonness commonness = Commonness::none;
    bool isFatherOnly = false; ///< what agrees is the father of one side, whose own name does not
    std::size_t count = 0;
    std::array<Pairing, mostWords> pairings{}; ///< the first `count`
};

/// Two names as they are compared: at most `mostWords` words on each side.
struct NamePair {
    std::span<const Word> subject;
    std::span<const Word> listed;
    bool isOfOrganisations = false; ///< either of them
    AnswerMemo* memo = nullptr;     ///< of this subject and the vocabulary that numbers the listed words
};

[[nodiscard]] NameMatch matched(const NamePair& names, const Weights& weights);

} // namespace dttot::screening
