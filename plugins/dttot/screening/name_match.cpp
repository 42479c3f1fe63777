#include "name_match.h"

#include <algorithm>
#include <vector>

namespace dttot::screening {

namespace {

/// One comparison of two names: which words answer which, and what that adds up to.
class Comparison {
public:
    Comparison(const NamePair& names, const Weights& weights)
        : _subject(names.subject.first(std::min(names.subject.size(), mostWords))),
          _listed(names.listed.first(std::min(names.listed.size(), mostWords))), _memo(names.memo), _weights(weights),
          _fall(weights.similarityFall * (names.isOfOrganisations ? weights.organisationFall : 1)) {}

    NameMatch result() {
        pairEqual();
        pairHalves();
        pairSimilar();
        addUp();
        return _match;
    }

private:
    struct Side {
        double total = 0;
        double agreed = 0;
        std::array<double, mostWords> left{}; ///< weights of words that nothing answers
        std::size_t leftCount = 0;
    };

    void pair(const Pairing& pairing) {
        _match.pairings[_match.count++] = pairing;
        for (std::size_t i = 0; i < pairing.subjectWords; ++i) {
            _isSubjectPaired[pairing.subject + i] = true;
        }
        for (std::size_t j = 0; j < pairing.listedWords; ++j) {
            _isListedPaired[pairing.listed + j] = true;
        }
    }

    void pairSingle(std::size_t i, std::size_t j, double answer) {
        pair({static_cast<std::uint8_t>(i), 1, static_cast<std::uint8_t>(j), 1, answer});
    }

    /// Equal words first, of the same person if there is a choice.
    void pairEqual() {
        for (const bool mayDiffer : {false, true}) {
            for (std::size_t i = 0; i < _subject.size(); ++i) {
                for (std::size_t j = 0; j < _listed.size() && !_isSubjectPaired[i]; ++j) {
                    if (!_isListedPaired[j] && areEqual(_subject[i], _listed[j])
                        && (mayDiffer || _subject[i].isOfFather == _listed[j].isOfFather)) {
                        pairSingle(i, j, 1);
                    }
                }
            }
        }
    }

    void pairHalves() {
        for (std::size_t i = 0; i < _subject.size(); ++i) {
            for (std::size_t j = 0; j < _listed.size(); ++j) {
                if (_isSubjectPaired[i] || _isListedPaired[j]) {
                    continue;
                }
                const bool hasNextListed = j + 1 < _listed.size() && !_isListedPaired[j + 1];
                const bool hasNextSubject = i + 1 < _subject.size() && !_isSubjectPaired[i + 1];
                if (hasNextListed) {
                    pairIfHalves(i, 1, j, 2, answerOfHalves(_subject[i], _listed[j], _listed[j + 1]));
                }
                if (hasNextSubject && !_isSubjectPaired[i]) {
                    pairIfHalves(i, 2, j, 1, answerOfHalves(_listed[j], _subject[i], _subject[i + 1]));
                }
            }
        }
    }

    void pairIfHalves(std::size_t i, std::uint8_t subjects, std::size_t j, std::uint8_t listed, double answer) {
        if (answer >= leastAnswerOfHalves) {
            pair({static_cast<std::uint8_t>(i), subjects, static_cast<std::uint8_t>(j), listed, answer});
        }
    }

    /// The most alike first; among equally alike ones the earlier.
    void pairSimilar() {
        struct Option {
            double answer;
            std::uint8_t i;
            std::uint8_t j;
        };

        std::array<Option, mostWords * mostWords> options;
        std::size_t count = 0;
        for (std::size_t i = 0; i < _subject.size(); ++i) {
            for (std::size_t j = 0; j < _listed.size(); ++j) {
                if (_isSubjectPaired[i] || _isListedPaired[j]) {
                    continue;
                }
                if (const double answer = answerOfPair(i, j); answer >= leastAnswer) {
                    options[count++] = {answer, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(j)};
                }
            }
        }
        const auto found = std::span(options).first(count);
        std::ranges::stable_sort(found, std::ranges::greater(), &Option::answer);
        for (const Option& option : found) {
            if (!_isSubjectPaired[option.i] && !_isListedPaired[option.j]) {
                pairSingle(option.i, option.j, option.answer);
            }
        }
    }

    [[nodiscard]] double answerOfPair(std::size_t i, std::size_t j) const {
        const auto compute = [&] { return answerOf(_subject[i], _listed[j], _weights); };
        return _memo != nullptr ? _memo->answer(i, _listed[j].number, compute) : compute();
    }

    [[nodiscard]] double pairWeight(const Pairing& pairing) const {
        if (pairing.subjectWords > 1) {
            return weightOfBoth(_subject, pairing.subject);
        }
        if (pairing.listedWords > 1) {
            return weightOfBoth(_listed, pairing.listed);
        }
        return std::min(weightOf(_subject[pairing.subject], _weights), weightOf(_listed[pairing.listed], _weights));
    }

    [[nodiscard]] double weightOfBoth(std::span<const Word> words, std::size_t first) const {
        return weightOf(words[first], _weights) + weightOf(words[first + 1], _weights);
    }

    void addUp() {
        Side subject;
        Side listed;
        for (std::size_t n = 0; n < _match.count; ++n) {
            const Pairing& pairing = _match.pairings[n];
            const double weight = pairWeight(pairing);
            const double agreed = weight * std::max(0.0, 1 - _fall * (1 - pairing.answer));
            subject.total += weight;
            listed.total += weight;
            subject.agreed += agreed;
            listed.agreed += agreed;
        }
        const double agreed = subject.agreed;
        addLeft(subject, _subject, _isSubjectPaired);
        addLeft(listed, _listed, _isListedPaired);
        const double omitted = addContradictions(subject, listed);
        if (agreed <= 0) {
            return;
        }
        const double coverageOfSubject = subject.agreed / subject.total;
        const double coverageOfListed = listed.agreed / listed.total;
        const auto [lesser, greater] = std::minmax(coverageOfSubject, coverageOfListed);
        _match.score = _weights.lesserCoverage * lesser + (1 - _weights.lesserCoverage) * greater;
        _match.isFatherOnly =
            isFatherOnly(_subject, _isSubjectPaired, true) || isFatherOnly(_listed, _isListedPaired, false);
        if (_match.isFatherOnly) {
            _match.score *= _weights.fatherOnly;
        }
        _match.commonness = isCalledByChild() ? Commonness::ofWhole : commonness(agreed, omitted);
    }

    /// "Abu Hamzah": many are called so.
    [[nodiscard]] bool isCalledByChild() const {
        const auto isKin = [](const Word& word) { return word.wordClass == WordClass::kin; };
        return (_listed.size() <= 2 && std::ranges::any_of(_listed, isKin))
               || (_subject.size() <= 2 && std::ranges::any_of(_subject, isKin));
    }

    static Commonness commonness(double agreed, double omitted) {
        constexpr double enough = 0.95;
        constexpr double enoughOfPart = 1.3;
        constexpr double little = 0.75; // a short word or an initial
        if (omitted > little || (omitted > 0.35 && omitted < 0.65)) {
            return agreed < enoughOfPart ? Commonness::ofPart : Commonness::none;
        }
        return agreed < enough ? Commonness::ofWhole : Commonness::none;
    }

    void addLeft(Side& side, std::span<const Word> words, const std::array<bool, mostWords>& isPaired) const {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (isPaired[i]) {
                continue;
            }
            const double weight = weightOf(words[i], _weights);
            if (words[i].wordClass == WordClass::kin) {
                side.total += _weights.kinLeft;
            } else if (words[i].wordClass == WordClass::generic) {
                side.total += weight;
            } else {
                side.left[side.leftCount++] = weight;
            }
        }
        std::ranges::sort(std::span(side.left).first(side.leftCount), std::ranges::greater());
    }

    /// Words that nothing answers exclude each other as far as both sides have them; the rest is merely missing.
    /// Answers the weight of the rest.
    [[nodiscard]] double addContradictions(Side& subject, Side& listed) const {
        const auto both = std::min(subject.leftCount, listed.leftCount);
        double omitted = 0;
        for (std::size_t n = 0; n < std::max(subject.leftCount, listed.leftCount); ++n) {
            if (n < both) {
                const double weight = std::max({_weights.contradiction, subject.left[n], listed.left[n]});
                subject.total += weight;
                listed.total += weight;
            } else {
                Side& longer = n < subject.leftCount ? subject : listed;
                longer.total += longer.left[n];
                omitted += longer.left[n];
            }
        }
        return omitted;
    }

    /// Whether of a side's words none but its father's agree, and with somebody who is not a father on the other side.
    [[nodiscard]] bool
    isFatherOnly(std::span<const Word> words, const std::array<bool, mostWords>& isPaired, bool isSubject) const {
        bool hasOwn = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!words[i].isOfFather && words[i].wordClass != WordClass::generic) {
                hasOwn = true;
                if (isPaired[i]) {
                    return false;
                }
            }
        }
        if (!hasOwn) {
            return false;
        }
        const auto pairings = std::span(_match.pairings).first(_match.count);
        return std::ranges::any_of(pairings, [&](const Pairing& pairing) {
            const Word& other = isSubject ? _listed[pairing.listed] : _subject[pairing.subject];
            return !other.isOfFather && other.wordClass != WordClass::generic;
        });
    }

    std::span<const Word> _subject;
    std::span<const Word> _listed;
    AnswerMemo* const _memo;
    const Weights& _weights;
    const double _fall; ///< what similarity short of 1 costs
    NameMatch _match;
    std::array<bool, mostWords> _isSubjectPaired{};
    std::array<bool, mostWords> _isListedPaired{};
};

} // namespace

NameMatch matched(const NamePair& names, const Weights& weights) { return Comparison(names, weights).result(); }

} // namespace dttot::screening
