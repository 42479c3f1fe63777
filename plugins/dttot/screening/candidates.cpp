#include "candidates.h"

#include "lexicon.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dttot::screening {

namespace {

/// What the words that no lead leads to are worth at most, all of them; and in a name that has none but the most
/// frequent words of the subject, of which there are many.
constexpr double mostUnled = 0.25;
constexpr double mostUnledOfMany = 0.1;

/// Words that fewer names have are not worth a table.
constexpr std::size_t fewNames = 32;

} // namespace

/// What is known of each name in one search. Lives as long as its thread.
class NameStates {
public:
    explicit NameStates(std::size_t names) : _states(states()) { _states.assign(names, 0); }

    /// Marks that the word of this rank leads to the name; of several the last remains.
    void mark(std::uint32_t name, std::uint8_t rank) { _states[name] = rank; }

    /// Higher than any when it was visited.
    [[nodiscard]] std::uint8_t rank(std::uint32_t name) const { return _states[name]; }

    /// Whether it is the first time.
    bool visit(std::uint32_t name) { return std::exchange(_states[name], visited) != visited; }

private:
    static constexpr std::uint8_t visited = 255;

    static std::vector<std::uint8_t>& states() {
        thread_local std::vector<std::uint8_t> states;
        return states;
    }

    std::vector<std::uint8_t>& _states;
};

Candidates::Candidates(const IndexParts& parts, std::span<const Word> subject, const Demand& demand)
    : _parts(parts), _subject(subject), _demand(demand), _bound(parts, subject) {
    for (std::size_t i = 0; i < subject.size(); ++i) {
        for (const auto& each : _parts.vocabulary.similarTo(_subject[i], _parts.weights)) {
            _leads.push_back({each.number, i, each.answer});
        }
        if (!_subject[i].isKnown) {
            gatherHalves(i);
        }
        if (i + 1 < _subject.size()) {
            gatherWholes(i);
        }
    }
    _bound.setLeads(_leads);
    followLeads();
}

/// A word may be two that were written together; the first of them may be a known name in another spelling.
void Candidates::gatherHalves(std::size_t i) {
    constexpr std::size_t shortest = 2;
    const std::string_view key = _subject[i].key;
    gatherJoined(i, key);
    std::string usual;
    for (std::size_t cut = shortest; cut + shortest <= key.size(); ++cut) {
        const WordSense first = senseOf(key.substr(0, cut));
        if (first.isKnown && first.key != key.substr(0, cut)) {
            usual.assign(first.key).append(key.substr(cut));
            gatherJoined(i, usual);
        }
    }
}

/// Names in which two neighbours are the word, however it is spelled.
void Candidates::gatherJoined(std::size_t i, std::string_view spelling) {
    _parts.joints.forEachName(spelling, [&](std::uint32_t name) {
        const auto words = _parts.wordsOf(name);
        for (std::size_t j = 1; j < words.size(); ++j) {
            const Word first = _parts.vocabulary.word(words[j - 1].number());
            const Word second = _parts.vocabulary.word(words[j].number());
            if (answerOfHalves(_subject[i], first, second) >= leastAnswerOfHalves) {
                _joined.push_back(name);
                return;
            }
        }
    });
}

/// Two words that may be one that was written apart.
void Candidates::gatherWholes(std::size_t i) {
    constexpr std::size_t shortest = 5;
    std::string key(_subject[i].key);
    key += _subject[i + 1].key;
    if (key.size() < shortest) {
        return;
    }
    Word whole;
    whole.key = key;
    for (const auto& each : _parts.vocabulary.soundingLike(whole, leastAnswerOfHalves)) {
        if (answerOfHalves(_parts.vocabulary.word(each.number), _subject[i], _subject[i + 1]) >= leastAnswerOfHalves) {
            const auto names = _parts.namesWith(each.number);
            _joined.insert(_joined.end(), names.begin(), names.end());
        }
    }
}

/// The words of the subject, those that tell most first, and what a name may score at most that has none of those
/// before it. Their order depends on the subject alone: which names are found must not depend on what else is listed.
std::vector<Candidates::Share> Candidates::shares() const {
    std::vector<Share> shares(_subject.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i].subject = i;
    }
    std::ranges::stable_sort(shares, std::ranges::greater(), [&](const Share& share) {
        return std::pair(_bound.weight(share.subject), _subject[share.subject].key.size());
    });
    double agreed = 0;
    for (auto share = shares.rbegin(); share != shares.rend(); ++share) {
        agreed += _bound.weight(share->subject);
        const WordClass wordClass = _subject[share->subject].wordClass;
        const bool isTelling = wordClass == WordClass::rare || wordClass == WordClass::common;
        const double mostOfOthers = isTelling ? mostUnled : mostUnledOfMany;
        const double unled = std::min(unledShare * (_bound.totalWeight() - agreed), mostOfOthers);
        const double coverage = (agreed + unled) / _bound.totalWeight();
        share->atMost = !_bound.isTelling(share->subject)
                            ? 0
                            : _parts.weights.lesserCoverage * coverage + 1 - _parts.weights.lesserCoverage;
    }
    return shares;
}

/// So that names with two words of the subject are told from those with one.
void Candidates::markLeads(std::span<const Share> shares, NameStates& states) const {
    for (auto share = shares.begin(); share != shares.end(); ++share) {
        const auto rank = static_cast<std::uint8_t>(share - shares.begin());
        for (const Lead& lead : _leads) {
            if (lead.subject == share->subject) {
                std::ranges::for_each(_parts.namesWith(lead.word), [&](auto name) { states.mark(name, rank); });
            }
        }
    }
}

void Candidates::followLeads() {
    NameStates states(_parts.nameCount());
    const std::vector<Share> all = shares();
    markLeads(all, states);
    std::ranges::copy_if(_joined, std::back_inserter(_names), [&](std::uint32_t name) { return states.visit(name); });
    for (std::uint8_t rank = 0; rank < all.size(); ++rank) {
        if (all[rank].atMost < _demand.scoreWithBirthday) {
            continue;
        }
        const bool needsBirthday = all[rank].atMost < _demand.score;
        for (const Lead& lead : _leads) {
            if (lead.subject == all[rank].subject) {
                follow(lead, rank, needsBirthday, states);
            }
        }
        keepWhatMayReach();
    }
}

/// Notes the names of a lead that need a look.
void Candidates::follow(const Lead& lead, std::uint8_t rank, bool needsBirthday, NameStates& states) {
    const auto names = _parts.namesWith(lead.word);
    const auto others = _parts.otherWordsWith(lead.word);
    const OthersBound bound(
        _bound, lead.word, names.size() < fewNames ? OthersBound::Table::no : OthersBound::Table::yes
    );
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i + ahead < names.size()) {
            __builtin_prefetch(&_parts.nameBornYears[names[i + ahead]]);
        }
        const bool isLedByOthers = states.rank(names[i]) > rank;
        if (!isLedByOthers && !bound.mayReach(others[i], _demand.scoreWithBirthday)) {
            continue;
        }
        const bool mayDoWithout = !needsBirthday && (isLedByOthers || bound.mayReach(others[i], _demand.score));
        if ((mayDoWithout || mayShareBirthday(names[i])) && states.visit(names[i])) {
            _noted.push_back(names[i]);
        }
    }
}

/// Looks at the names that were noted.
void Candidates::keepWhatMayReach() {
    constexpr std::size_t ahead = 8;
    for (std::size_t i = 0; i < _noted.size(); ++i) {
        if (i + 2 * ahead < _noted.size()) {
            __builtin_prefetch(&_parts.wordsBegin[_noted[i + 2 * ahead]]);
        }
        if (i + ahead < _noted.size()) {
            __builtin_prefetch(&_parts.words[_parts.wordsBegin[_noted[i + ahead]]]);
        }
        if (mayReach(_noted[i])) {
            _names.push_back(_noted[i]);
        }
    }
    _noted.clear();
}

bool Candidates::mayReach(std::uint32_t name) const {
    const double best = _bound.of(name, _demand.scoreWithBirthday);
    return best >= _demand.score || (best >= _demand.scoreWithBirthday && mayShareBirthday(name));
}

bool Candidates::mayShareBirthday(std::uint32_t name) const {
    const auto& years = _parts.nameBornYears[name];
    return _demand.bornFrom <= years.to && years.from <= _demand.bornTo;
}

} // namespace dttot::screening
