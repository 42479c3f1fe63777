#include "candidates.h"

#include "spelling.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <string>

namespace dttot::screening {

namespace {

constexpr double leastAnswerOfHalves = 0.82;

/// What a word is worth at most that answers a subject's word without being among those that lead to it.
constexpr double unledShare = 0.6;

/// What all such words are worth at most in a name that no rarer word leads to.
constexpr double mostUnled = 0.25;

/// The same where so many names would have to be looked at for a few that two errors in a rare word hide.
constexpr std::size_t manyNames = 2000;
constexpr double mostUnledOfMany = 0.1;

/// Names that were looked at, a bit each. Lives as long as its thread and is empty between searches.
class Visited {
public:
    explicit Visited(std::size_t names) {
        if (_bits.size() * 64 < names) {
            _bits.resize(names / 64 + 1);
        }
    }

    Visited(const Visited&) = delete;
    Visited& operator=(const Visited&) = delete;

    ~Visited() {
        for (const std::uint32_t place : _touched) {
            _bits[place] = 0;
        }
        _touched.clear();
    }

    /// Whether it is the first time.
    bool visit(std::uint32_t name) {
        std::uint64_t& bits = _bits[name / 64];
        const std::uint64_t bit = std::uint64_t{1} << (name % 64);
        if ((bits & bit) != 0) {
            return false;
        }
        if (bits == 0) {
            _touched.push_back(name / 64);
        }
        bits |= bit;
        return true;
    }

private:
    static thread_local std::vector<std::uint64_t> _bits;
    static thread_local std::vector<std::uint32_t> _touched;
};

thread_local std::vector<std::uint64_t> Visited::_bits;
thread_local std::vector<std::uint32_t> Visited::_touched;

} // namespace

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

namespace {

LeadTable& leadTable() {
    thread_local LeadTable table;
    return table;
}

} // namespace

Candidates::Candidates(const IndexParts& parts, const Name& name, std::span<const Word> subject, const Demand& demand)
    : _parts(parts), _subject(subject), _demand(demand), _weights(wordWeights(parts.weights)) {
    for (std::size_t i = 0; i < subject.size(); ++i) {
        _subjectWeights[i] = weightOf(subject[i], parts.weights);
        _subjectTotal += _subjectWeights[i];
        if (subject[i].wordClass != WordClass::generic && subject[i].wordClass != WordClass::kin) {
            _subjectTelling |= 1U << i;
        }
        gatherLeads(i);
        gatherWholes(name, i);
    }
    followLeads();
}

void Candidates::gatherLeads(std::size_t i) {
    const auto similar = _parts.vocabulary.similarTo(_subject[i], _parts.weights);
    double best = 0;
    for (const auto& each : similar) {
        _leads.push_back({each.number, i, each.answer});
        best = std::max(best, each.answer);
    }
    if (best < leastAnswerOfHalves && !_subject[i].isKnown) {
        gatherHalves(i);
    }
}

/// A word that no other is like may be two that were written together.
void Candidates::gatherHalves(std::size_t i) {
    constexpr std::size_t shortest = 3;
    constexpr std::size_t shortestAlone = 4;
    const std::string_view key = _subject[i].key;
    for (std::size_t cut = shortest; cut + shortest <= key.size(); ++cut) {
        const auto first = _parts.vocabulary.find(key.substr(0, cut));
        const auto second = _parts.vocabulary.find(key.substr(cut));
        if (first && second) {
            gatherBothHalves(*first, *second);
        } else if (first && cut >= shortestAlone) {
            gatherHalf(*first);
        } else if (second && key.size() - cut >= shortestAlone) {
            gatherHalf(*second);
        }
    }
}

void Candidates::gatherHalf(Vocabulary::Number word) {
    constexpr std::size_t mostNames = 200;
    if (const auto names = _parts.namesWith(word); names.size() <= mostNames) {
        _joined.insert(_joined.end(), names.begin(), names.end());
    }
}

void Candidates::gatherBothHalves(Vocabulary::Number first, Vocabulary::Number second) {
    const bool isFirstRarer = _parts.namesWith(first).size() < _parts.namesWith(second).size();
    const Vocabulary::Number other = isFirstRarer ? second : first;
    for (const std::uint32_t name : _parts.namesWith(isFirstRarer ? first : second)) {
        const auto words = _parts.wordsOf(name);
        if (std::ranges::any_of(words, [&](const NameCode& code) { return code.number() == other; })) {
            _joined.push_back(name);
        }
    }
}

/// Two words that may be one that was written apart.
void Candidates::gatherWholes(const Name& name, std::size_t i) {
    constexpr std::size_t shortest = 5;
    if (i + 1 == _subject.size() || (_subject[i].isKnown && _subject[i + 1].isKnown)) {
        return;
    }
    const std::string whole = spelled(name.words[i].text + name.words[i + 1].text);
    if (whole.size() < shortest) {
        return;
    }
    Word word;
    word.key = whole;
    for (const auto& each : _parts.vocabulary.soundingLike(word, leastAnswerOfHalves)) {
        const auto names = _parts.namesWith(each.number);
        _joined.insert(_joined.end(), names.begin(), names.end());
    }
}

/// The words of the subject, those that the fewest names have first, and what a name may score at most that has none of
/// those before it.
std::vector<Candidates::Share> Candidates::shares() const {
    std::vector<Share> shares(_subject.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i].subject = i;
    }
    for (const Lead& lead : _leads) {
        shares[lead.subject].names += _parts.namesWith(lead.word).size();
    }
    std::ranges::stable_sort(shares, {}, &Share::names);
    double agreed = 0;
    for (auto share = shares.rbegin(); share != shares.rend(); ++share) {
        agreed += _subjectWeights[share->subject];
        const double mostOfOthers = share->names > manyNames ? mostUnledOfMany : mostUnled;
        const double unled = std::min(unledShare * (_subjectTotal - agreed), mostOfOthers);
        const double coverage = (agreed + unled) / _subjectTotal;
        const bool isIdle = _subjectTelling != 0 && (_subjectTelling >> share->subject & 1U) == 0;
        share->atMost = isIdle ? 0 : _parts.weights.lesserCoverage * coverage + 1 - _parts.weights.lesserCoverage;
    }
    return shares;
}

void Candidates::followLeads() {
    LeadTable& table = leadTable();
    table.reset(_leads.size());
    for (const Lead& lead : _leads) {
        const double agreed = std::max(0.0, 1 - _parts.weights.similarityFall * (1 - lead.answer));
        table.add({lead.word, static_cast<std::uint32_t>(lead.subject), agreed});
    }
    Visited visited(_parts.nameCount());
    std::ranges::copy_if(_joined, std::back_inserter(_names), [&](std::uint32_t name) { return visited.visit(name); });
    for (const Share& share : shares()) {
        if (share.atMost < _demand.scoreWithBirthday) {
            continue;
        }
        const bool needsBirthday = share.atMost < _demand.score;
        for (const Lead& lead : _leads) {
            if (lead.subject != share.subject) {
                continue;
            }
            for (const std::uint32_t name : _parts.namesWith(lead.word)) {
                const bool isWorthALook = !needsBirthday || mayShareBirthday(_parts.nameEntries[name]);
                if (isWorthALook && visited.visit(name) && mayReach(name)) {
                    _names.push_back(name);
                }
            }
        }
    }
}

bool Candidates::mayReach(std::uint32_t name) const {
    const double best = bestScoreOf(name);
    return best >= _demand.score || (best >= _demand.scoreWithBirthday && mayShareBirthday(_parts.nameEntries[name]));
}

bool Candidates::mayShareBirthday(std::uint32_t entry) const {
    const auto& record = _parts.entries[entry];
    return _demand.bornFrom <= record.bornTo && record.bornFrom <= _demand.bornTo;
}

/// What the name scores if those of its words that nothing leads to answer the subject's as well as such words can.
double Candidates::bestScoreOf(std::uint32_t name) const {
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
    double pairable = 0;
    for (std::size_t n = 0; n < countLeft; ++n) {
        const double weight = _weights[left[n].weight()];
        leftOfListed += weight;
        pairable += unanswered != 0 && mayAnswerAny(unanswered, left[n].number()) ? weight : 0;
    }
    const double paired = std::min(pairable, leftOfSubject);
    const double answeredOfSubject = _subjectTotal - leftOfSubject;
    const double listed = (agreed + unledShare * paired) / (answeredListed + leftOfListed);
    const double subject =
        (answeredOfSubject + unledShare * paired) / (answeredOfSubject + (paired > 0 ? paired : leftOfSubject));
    const auto [lesser, greater] = std::minmax(std::min(listed, 1.0), std::min(subject, 1.0));
    return _parts.weights.lesserCoverage * lesser + (1 - _parts.weights.lesserCoverage) * greater;
}

/// Whether a word that no lead leads to may be like one of these of the subject all the same: with two letters
/// exchanged for others, say.
bool Candidates::mayAnswerAny(unsigned subjectWords, Vocabulary::Number number) const {
    const Word word = _parts.vocabulary.word(number);
    for (std::size_t i = 0; i < _subject.size(); ++i) {
        if ((subjectWords >> i & 1U) == 0 || (_subject[i].isKnown && word.isKnown)) {
            continue;
        }
        if (_subject[i].wordClass == WordClass::initial) {
            return true;
        }
        const auto lengths = static_cast<int>(_subject[i].key.size()) - static_cast<int>(word.key.size());
        const int shared = std::popcount(_subject[i].letters & word.letters);
        const int most = std::max(std::popcount(_subject[i].letters), std::popcount(word.letters));
        if (std::abs(lengths) <= 3 && 2 * shared >= most) {
            return true;
        }
    }
    return false;
}

} // namespace dttot::screening
