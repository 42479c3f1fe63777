#pragma once

#include "entry.h"
#include "evidence.h"
#include "hit.h"
#include "name.h"
#include "name_match.h"
#include "weights.h"

#include <vector>

namespace dttot::screening {

/// A name as it is compared. Borrows the keys of `source`.
struct ComparedName {
    std::vector<Word> words;
    bool isOrganisation = false;
};

[[nodiscard]] ComparedName comparedName(const Name& source);

/// What is known of a pair of names beyond how they match.
struct Circumstances {
    Strength strength = Strength::strong;
    bool areKindsDifferent = false;
};

/// A name that is not so near says nothing that other facts could confirm.
inline constexpr double nearEnough = 0.5;

/// Whether one is a person and the other is not, as far as kinds are given or names tell them.
[[nodiscard]] bool
areKindsDifferent(Kind subject, bool isSubjectNameOrganisation, Kind listed, bool isListedNameOrganisation);

/// The score of a name by itself.
[[nodiscard]] double nameScoreOf(const NameMatch& match, const Circumstances& circumstances, const Weights& weights);

/// The score of a name with evidence: 0 to 1, three decimals.
[[nodiscard]] double scoreOf(double nameScore, Commonness commonness, const Evidence& evidence, const Weights& weights);

/// Why the score is what it is, the name first.
[[nodiscard]] std::vector<Reason> reasonsOf(
    const Name& subject,
    const Name& listed,
    const NameMatch& match,
    const Circumstances& circumstances,
    const Evidence& evidence
);

} // namespace dttot::screening
