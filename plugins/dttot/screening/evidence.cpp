#include "evidence.h"

#include "folding.h"
#include "word_distance.h"

#include <algorithm>

namespace dttot::screening {

namespace {

void add(Evidence& evidence, const Finding& finding) {
    evidence.all[evidence.count++] = finding;
    (finding.effect > 0 ? evidence.for_ : evidence.against) += finding.effect;
}

void compareBirthDates(Evidence& evidence, const Facts& subject, const Facts& listed, const Weights& weights) {
    if (subject.birthDates.empty() || listed.birthDates.empty()) {
        return;
    }
    const Facts::Date* mine = nullptr;
    const Facts::Date* theirs = nullptr;
    DateAgreement best = DateAgreement::conflicting;
    for (const auto& one : subject.birthDates) {
        for (const auto& other : listed.birthDates) {
            const DateAgreement agreement = agreementOf(one.date, other.date);
            if (mine == nullptr || agreement > best) {
                mine = &one;
                theirs = &other;
                best = agreement;
            }
        }
    }
    const auto found = [&](ReasonCode code, double effect) { add(evidence, {code, mine->text, theirs->text, effect}); };
    evidence.isSameBirthday = best == DateAgreement::equal || best == DateAgreement::swapped;
    evidence.isOtherBirthDate = best == DateAgreement::conflicting;
    switch (best) {
    case DateAgreement::equal:
        return found(ReasonCode::birthDateEqual, weights.birthDateEqual);
    case DateAgreement::swapped:
        return found(ReasonCode::birthDateSwapped, weights.birthDateCompatible);
    case DateAgreement::compatible:
        return found(ReasonCode::birthDateCompatible, weights.birthDateCompatible);
    case DateAgreement::near:
        return found(ReasonCode::birthDateNear, weights.birthDateNear);
    case DateAgreement::conflicting:
        return found(ReasonCode::birthDateConflicts, weights.birthDateConflicts);
    }
}

bool arePlacesAlike(const Place& a, const Place& b) {
    constexpr double least = 0.84;
    for (const std::string_view word : wordsOf(a.keys)) {
        for (const std::string_view other : wordsOf(b.keys)) {
            if (word == other
                || (std::min(word.size(), other.size()) > 3 && similarityOf(word, other, least) >= least)) {
                return true;
            }
        }
    }
    return false;
}

void compareBirthPlaces(Evidence& evidence, const Facts& subject, const Facts& listed, const Weights& weights) {
    if (subject.birthPlaces.empty() || listed.birthPlaces.empty()) {
        return;
    }
    const Place& mine = subject.birthPlaces.front();
    const auto found =
        std::ranges::find_if(listed.birthPlaces, [&](const Place& place) { return arePlacesAlike(mine, place); });
    if (found != listed.birthPlaces.end()) {
        add(evidence, {ReasonCode::birthPlaceEqual, mine.text, found->text, weights.birthPlaceEqual});
    } else {
        const Place& theirs = listed.birthPlaces.front();
        add(evidence, {ReasonCode::birthPlaceDiffers, mine.text, theirs.text, weights.birthPlaceDiffers});
    }
}

void compareNationalities(Evidence& evidence, const Facts& subject, const Facts& listed, const Weights& weights) {
    if (subject.nationalities.empty() || listed.nationalities.empty()) {
        return;
    }
    const auto same = std::ranges::find_first_of(subject.nationalities, listed.nationalities);
    if (same != subject.nationalities.end()) {
        add(evidence, {ReasonCode::nationalityEqual, *same, *same, weights.nationalityEqual});
    } else {
        add(evidence,
            {ReasonCode::nationalityDiffers,
             subject.nationalities.front(),
             listed.nationalities.front(),
             weights.nationalityDiffers});
    }
}

/// Digits that differ; many when the numbers have different lengths.
std::size_t differences(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return std::max(a.size(), b.size());
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        count += a[i] == b[i] ? 0 : 1;
    }
    return count;
}

void compareNiks(Evidence& evidence, const Facts& subject, const Facts& listed, const Weights& weights) {
    constexpr std::size_t near = 2;
    if (subject.niks.empty() || listed.niks.empty()) {
        return;
    }
    std::string_view mine = subject.niks.front();
    std::string_view theirs = listed.niks.front();
    for (const std::string_view one : subject.niks) {
        for (const std::string_view other : listed.niks) {
            if (differences(one, other) < differences(mine, theirs)) {
                mine = one;
                theirs = other;
            }
        }
    }
    if (const auto digits = differences(mine, theirs); digits == 0) {
        evidence.atLeast = std::max(evidence.atLeast, weights.nikEqual);
        add(evidence, {ReasonCode::nikEqual, mine, theirs, 0});
    } else if (digits <= near) {
        add(evidence, {ReasonCode::nikNear, mine, theirs, 0});
    } else {
        add(evidence, {ReasonCode::nikDiffers, mine, theirs, weights.nikDiffers});
    }
}

void comparePassports(Evidence& evidence, const Facts& subject, const Facts& listed, const Weights& weights) {
    const auto same = std::ranges::find_first_of(subject.passports, listed.passports);
    if (same != subject.passports.end()) {
        evidence.atLeast = std::max(evidence.atLeast, weights.passportEqual);
        add(evidence, {ReasonCode::passportEqual, *same, *same, 0});
    }
}

} // namespace

Evidence evidenceOf(const Facts& subject, const Facts& listed, const Weights& weights) {
    Evidence evidence;
    compareNiks(evidence, subject, listed, weights);
    comparePassports(evidence, subject, listed, weights);
    compareBirthDates(evidence, subject, listed, weights);
    compareBirthPlaces(evidence, subject, listed, weights);
    compareNationalities(evidence, subject, listed, weights);
    return evidence;
}

} // namespace dttot::screening
