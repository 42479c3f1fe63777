#include "sweep.h"

#include "word_distance.h"

#include <algorithm>

namespace dttot::screening {

namespace {

std::vector<std::uint32_t>& answeredByWord() {
    thread_local std::vector<std::uint32_t> answered;
    return answered;
}

bool isGeneric(const Word& word) { return word.wordClass == WordClass::generic || word.wordClass == WordClass::kin; }

} // namespace

Sweep::Sweep(const IndexParts& parts, std::span<const Word> subject)
    : _parts(parts), _subject(subject), _weights(wordWeights(parts.weights)), _answered(answeredByWord()) {
    for (std::size_t i = 0; i < subject.size(); ++i) {
        _subjectWeights[i] = weightOf(subject[i], parts.weights);
        _generic |= isGeneric(subject[i]) ? 1U << i : 0;
    }
    _answered.resize(parts.vocabulary.size());
    for (Vocabulary::Number number = 0; number < parts.vocabulary.size(); ++number) {
        _answered[number] = answeredBy(parts.vocabulary.word(number));
    }
}

Sweep::Answered Sweep::answeredBy(const Word& word) const {
    Answered answered = 0;
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        answered |= answerOf(_subject[i], word, _parts.weights) >= leastAnswer ? 1U << i : 0;
    }
    for (std::size_t i = 1; i < _subject.size(); ++i) {
        const Word& first = _subject[i - 1];
        const Word& second = _subject[i];
        const bool isWhole =
            mayBeHalves(word, first.key.size() + second.key.size(), first.letters | second.letters, second)
            && answerOfHalves(word, first, second) >= leastAnswerOfHalves;
        answered |= isWhole ? aWhole : 0;
    }
    return answered;
}

/// Whether two words of this size and these letters together may be one, the second of them at its end.
bool Sweep::mayBeHalves(const Word& whole, std::size_t size, std::uint32_t letters, const Word& second) const {
    return whole.key.ends_with(second.key)
           || !areFarApart({whole.letters, whole.key.size()}, {letters, size}, leastAnswerOfHalves);
}

/// The score if everything that may agree does so wholly.
double Sweep::mostOf(std::uint32_t name) const {
    const auto words = _parts.wordsOf(name);
    Answered answered = 0;
    double agreed = 0;
    double left = 0;
    for (const NameCode code : words) {
        const Answered here = _answered[code.number()];
        answered |= here;
        const bool mayAgree = here != 0 || code.weight() == genericWeight;
        (mayAgree ? agreed : left) += _weights[code.weight()];
    }
    // Words that are written together may weigh more than the one that they are.
    if ((answered & aWhole) != 0 || mayHaveHalves(words)) {
        return 1;
    }
    if (answered == 0) {
        return 0;
    }
    answered |= _generic;
    double agreedOfSubject = 0;
    double leftOfSubject = 0;
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        ((answered >> i & 1U) != 0 ? agreedOfSubject : leftOfSubject) += _subjectWeights[i];
    }
    const auto [lesser, greater] =
        std::minmax({agreed / (agreed + left), agreedOfSubject / (agreedOfSubject + leftOfSubject)});
    return _parts.weights.lesserCoverage * lesser + (1 - _parts.weights.lesserCoverage) * greater;
}

bool Sweep::mayHaveHalves(std::span<const NameCode> words) const {
    for (std::size_t j = 1; j < words.size(); ++j) {
        const Word first = _parts.vocabulary.word(words[j - 1].number());
        const Word second = _parts.vocabulary.word(words[j].number());
        const std::size_t size = first.key.size() + second.key.size();
        const bool mayBe = std::ranges::any_of(_subject, [&](const Word& whole) {
            return mayBeHalves(whole, size, first.letters | second.letters, second)
                   && answerOfHalves(whole, first, second) >= leastAnswerOfHalves;
        });
        if (mayBe) {
            return true;
        }
    }
    return false;
}

} // namespace dttot::screening
