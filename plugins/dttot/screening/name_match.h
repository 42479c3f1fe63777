#pragma once

#include "answer_memo.h"
#include "name.h"
#include "weights.h"
#include "word_answer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dttot::screening {

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
