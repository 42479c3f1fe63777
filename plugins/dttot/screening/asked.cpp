#include "asked.h"

#include <algorithm>

namespace dttot::screening {

namespace {

constexpr std::size_t mostNames = 16;

/// Searches that want less look at every word of the lists instead of those that are found to be like the subject's.
constexpr double leastByLeads = 0.75;

constexpr double rounding = 0.0005;

} // namespace

Asked::Asked(const Subject& asked, const Question& wanted, const Weights& weights)
    : subject(asked), question(wanted), minScore(std::max(leastScore, wanted.minScore.value_or(weights.threshold))),
      _packedFacts(packedFacts(entryOf(asked))), _facts(factsOf(_packedFacts)), _demand(demandBy(weights)),
      _isCut(asked.names.size() > mostNames) {
    for (std::size_t i = 0; i < std::min(asked.names.size(), mostNames); ++i) {
        Name& each = _names.emplace_back();
        each.name = nameOf(asked.names[i]);
        _isCut = _isCut || each.name.isCut;
    }
    for (Name& each : _names) {
        each.compared = comparedName(each.name);
    }
}

/// Evidence is heard only for names that are near by themselves.
Demand Asked::demandBy(const Weights& weights) const {
    const double birthday = std::max({0.0, weights.birthDateEqual, weights.birthDateCompatible});
    const double others = (_facts.birthPlaces.empty() ? 0 : std::max(0.0, weights.birthPlaceEqual))
                          + (_facts.nationalities.empty() ? 0 : std::max(0.0, weights.nationalityEqual));
    const double alone = minScore - rounding;
    const double factors =
        std::max(1.0, weights.weakName) * std::max(1.0, weights.kindDiffers) * std::max(1.0, weights.fatherOnly);
    const auto with = [&](double evidence) {
        return std::min(alone, std::max(alone - evidence, nearEnough)) / factors;
    };
    const BirthYears years = birthYearsOf(_facts);
    return {
        .score = with(others),
        .scoreWithBirthday = with(_facts.birthDates.empty() ? others : others + birthday),
        .bornFrom = years.from,
        .bornTo = years.to,
    };
}

Legibility Asked::legibility() const {
    const bool isLegible = std::ranges::any_of(_names, [](const Name& each) { return !each.name.words.empty(); });
    return !isLegible ? Legibility::nothing : _isCut ? Legibility::partly : Legibility::whole;
}

bool Asked::isThorough() const { return minScore < leastByLeads; }

} // namespace dttot::screening
