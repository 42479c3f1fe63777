#include "sweep.h"

#include "lexicon.h"
#include "word_distance.h"

#include <algorithm>
#include <string>

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
    _answered.assign(parts.vocabulary.size(), 0);
    for (std::size_t i = 0; i < subject.size(); ++i) {
        noteAnswers(i);
        noteBeginnings(subject[i].key);
    }
    for (std::size_t i = 1; i < subject.size(); ++i) {
        noteWholes(subject[i - 1], subject[i]);
    }
}

void Sweep::noteAnswers(std::size_t i) {
    const Vocabulary& vocabulary = _parts.vocabulary;
    const auto note = [&](Vocabulary::Number number) {
        if (answerOf(_subject[i], vocabulary.word(number), _parts.weights) >= leastAnswer) {
            _answered[number] |= 1U << i;
        }
    };
    std::ranges::for_each(vocabulary.allNear(_subject[i].key, leastAnswer), note);
    for (const std::string& relative : relativesOf(_subject[i].key)) {
        if (const auto number = vocabulary.find(relative)) {
            note(*number);
        }
    }
}

/// Words that are both of them; a known name before the second may be spelled in any way.
void Sweep::noteWholes(const Word& first, const Word& second) {
    const Vocabulary& vocabulary = _parts.vocabulary;
    std::string both(first.key);
    both += second.key;
    const auto note = [&](Vocabulary::Number number) {
        if (answerOfHalves(vocabulary.word(number), first, second) >= leastAnswerOfHalves) {
            _answered[number] |= aWhole;
        }
    };
    std::ranges::for_each(vocabulary.allNear(both, leastAnswerOfHalves), note);
    for (Vocabulary::Number number = 0; first.isKnown && number < vocabulary.size(); ++number) {
        if (vocabulary.word(number).key.ends_with(second.key)) {
            note(number);
        }
    }
}

/// Its two halves may be the words of a listed name, the first of them a known name in any spelling.
void Sweep::noteBeginnings(std::string_view word) {
    constexpr std::size_t shortest = 5; // see answerOfHalves()
    constexpr std::size_t mostApart = 3;
    if (word.size() < shortest) {
        return;
    }
    for (const auto number : _parts.vocabulary.allBeginning(word, mostApart, leastAnswerOfHalves)) {
        _answered[number] |= aBeginning;
    }
    for (std::size_t cut = 1; cut < word.size(); ++cut) {
        const WordSense sense = senseOf(word.substr(0, cut));
        if (const auto number = _parts.vocabulary.find(sense.key)) {
            _answered[*number] |= aBeginning;
        }
    }
}

/// The score if everything that may agree does so wholly.
double Sweep::mostOf(std::uint32_t name) const {
    const auto words = _parts.wordsOf(name);
    Answered answered = 0;
    double agreed = 0;
    double left = 0;
    for (const NameCode code : words) {
        const Answered here = _answered[code.number()] & ~aBeginning;
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
        if ((_answered[words[j - 1].number()] & aBeginning) == 0) {
            continue;
        }
        const Word first = _parts.vocabulary.word(words[j - 1].number());
        const Word second = _parts.vocabulary.word(words[j].number());
        const bool has = std::ranges::any_of(_subject, [&](const Word& whole) {
            return answerOfHalves(whole, first, second) >= leastAnswerOfHalves;
        });
        if (has) {
            return true;
        }
    }
    return false;
}

} // namespace dttot::screening
