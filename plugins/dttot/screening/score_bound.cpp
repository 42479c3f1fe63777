#include "score_bound.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <vector>

namespace dttot::screening {

namespace {

/// The leads by their word, to be asked for every word of every candidate.
class LeadTable {
public:
    struct Slot {
        Vocabulary::Number word = 0;
        std::uint32_t subject = 0;
        double share = -1; ///< of the word's weight that agrees; negative for free slots
    };

    void reset(std::size_t leads) {
        const std::size_t needed = std::bit_ceil(std::max<std::size_t>(leads * 4, 64));
        _slots.assign(needed, Slot());
    }

    void add(const Slot& slot) {
        Slot& found = _slots[placeOf(slot.word)];
        if (found.share < slot.share) {
            found = slot;
        }
    }

    [[nodiscard]] const Slot& find(Vocabulary::Number word) const { return _slots[placeOf(word)]; }

private:
    [[nodiscard]] std::size_t placeOf(Vocabulary::Number word) const {
        const std::size_t mask = _slots.size() - 1;
        std::size_t place = (word * 0x9E3779B9U >> 7) & mask;
        while (_slots[place].share >= 0 && _slots[place].word != word) {
            place = (place + 1) & mask;
        }
        return place;
    }

    std::vector<Slot> _slots;
};

/// The score of names that agree so far.
double covered(double ofListed, double ofSubject, const Weights& weights) {
    const auto [lesser, greater] = std::minmax({std::min(ofListed, 1.0), std::min(ofSubject, 1.0)});
    return weights.lesserCoverage * lesser + (1 - weights.lesserCoverage) * greater;
}

LeadTable& leadTable() {
    thread_local LeadTable table;
    return table;
}

} // namespace

ScoreBound::ScoreBound(const IndexParts& parts, std::span<const Word> subject)
    : _parts(parts), _subject(subject), _weights(wordWeights(parts.weights)) {
    for (std::size_t i = 0; i < subject.size(); ++i) {
        _subjectWeights[i] = weightOf(subject[i], parts.weights);
        _subjectTotal += _subjectWeights[i];
        if (subject[i].wordClass != WordClass::generic && subject[i].wordClass != WordClass::kin) {
            _subjectTelling |= 1U << i;
        } else {
            _subjectGeneric += _subjectWeights[i];
        }
    }
}

void ScoreBound::setLeads(std::span<const Lead> leads) const {
    LeadTable& table = leadTable();
    table.reset(leads.size());
    for (const Lead& lead : leads) {
        const double agreed = std::max(0.0, 1 - _parts.weights.similarityFall * (1 - lead.answer));
        table.add({lead.word, static_cast<std::uint32_t>(lead.subject), agreed});
    }
}

double ScoreBound::of(std::uint32_t name, double least) const {
    const LeadTable& table = leadTable();
    double answeredListed = 0;
    double agreed = 0;
    unsigned answered = 0;
    std::array<NameCode, mostWords> left;
    std::size_t countLeft = 0;
    for (const NameCode code : _parts.wordsOf(name)) {
        const double weight = _weights[code.weight()];
        if (const auto& lead = table.find(code.number()); lead.share >= 0) {
            agreed += weight * lead.share;
            answeredListed += weight;
            answered |= 1U << lead.subject;
        } else if (code.weight() == initialWeight) {
            agreed += weight;
            answeredListed += weight;
        } else if (code.weight() != genericWeight) {
            left[countLeft++] = code;
        }
    }
    const unsigned unanswered = _subjectTelling & ~answered;
    double leftOfSubject = 0;
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        leftOfSubject += (unanswered >> i & 1U) != 0 ? _subjectWeights[i] : 0;
    }
    double leftOfListed = 0;
    double lightest = leftOfSubject;
    for (std::size_t n = 0; n < countLeft; ++n) {
        leftOfListed += _weights[left[n].weight()];
        lightest = std::min(lightest, _weights[left[n].weight()]);
    }
    const double answeredOfSubject = _subjectTotal - leftOfSubject;
    const auto scoreOf = [&](double paired, double leastPaired) {
        const double listed = (agreed + unledShare * paired) / (answeredListed + leftOfListed);
        const double subject = (answeredOfSubject + unledShare * leastPaired)
                               / (answeredOfSubject + (leastPaired > 0 ? leastPaired : leftOfSubject));
        return covered(listed, subject, _parts.weights);
    };
    if (unanswered == 0 || countLeft == 0) {
        return scoreOf(0, 0);
    }
    // Words are compared only if that can make a difference.
    if (scoreOf(std::min(leftOfListed, leftOfSubject), lightest) < least) {
        return 0;
    }
    double pairable = 0;
    for (std::size_t n = 0; n < countLeft && pairable < leftOfSubject; ++n) {
        pairable += mayAnswerAny(unanswered, left[n].number()) ? _weights[left[n].weight()] : 0;
    }
    const double paired = std::min(pairable, leftOfSubject);
    return scoreOf(paired, paired);
}

/// Whether a word that no lead leads to may be like one of these of the subject all the same: with two letters
/// exchanged for others, say.
bool ScoreBound::mayAnswerAny(unsigned subjectWords, Vocabulary::Number number) const {
    const bool isKnown = _parts.vocabulary.isKnown(number);
    const WordShape word = _parts.vocabulary.shape(number);
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        if ((subjectWords >> i & 1U) == 0 || (_subject[i].isKnown && isKnown)) {
            continue;
        }
        if (_subject[i].wordClass == WordClass::initial) {
            return true;
        }
        const auto lengths = static_cast<int>(_subject[i].key.size()) - static_cast<int>(word.size);
        const int shared = std::popcount(_subject[i].letters & word.letters);
        const int most = std::max(std::popcount(_subject[i].letters), std::popcount(word.letters));
        if (std::abs(lengths) <= 3 && 2 * shared >= most) {
            return true;
        }
    }
    return false;
}

OthersBound::OthersBound(const ScoreBound& bound, Vocabulary::Number lead, Table table)
    : _weights(bound._parts.weights), _subject(bound._subject), _hasTable(table == Table::yes) {
    const auto& weights = bound._weights;
    const auto& slot = leadTable().find(lead);
    _unanswered = bound._subjectTelling & ~(1U << slot.subject);
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        _left += (_unanswered >> i & 1U) != 0 ? bound._subjectWeights[i] : 0;
    }
    _answered = bound._subjectTotal - _left;
    // Generic words of the name may agree, too.
    const double weight = weights[weightIndexOf(bound._parts.vocabulary.word(lead))];
    _agreed = weight * slot.share + bound._subjectGeneric;
    _led = weight + bound._subjectGeneric;
    _lightest = std::min({weights[0], weights[1], weights[2], weights[5], weights[6], _left});
    for (std::uint32_t code = 0; _hasTable && code < OtherWords::codes; ++code) {
        _table[code] = boundsOf(code);
    }
}

OthersBound::Bounds OthersBound::boundsOf(std::uint32_t code) const {
    if (code == OtherWords::untoldCode) {
        return {1, 1};
    }
    const double least = OtherWords::least(code);
    const double paired = code == OtherWords::heaviestCode ? _left : std::min(OtherWords::most(code), _left);
    return {
        .unpaired = covered(_agreed / (_led + least), _answered / (_answered + _left), _weights),
        .paired = covered(
            (_agreed + unledShare * paired) / (_led + least),
            (_answered + unledShare * _lightest) / (_answered + _lightest),
            _weights
        ),
    };
}

/// As `ScoreBound` asks of each of them.
bool OthersBound::mayAnswerAny(OtherWords others) const {
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        if ((_unanswered >> i & 1U) == 0 || (_subject[i].isKnown && others.areKnown())) {
            continue;
        }
        if (_subject[i].wordClass == WordClass::initial
            || 2 * std::popcount(_subject[i].letters & others.letters()) >= std::popcount(_subject[i].letters)) {
            return true;
        }
    }
    return false;
}

} // namespace dttot::screening
