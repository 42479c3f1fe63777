#include "candidates.h"

#include "spelling.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dttot::screening {

namespace {

constexpr double leastAnswerOfHalves = 0.82;

/// What all such words are worth at most in a name that no rarer word leads to.
constexpr double mostUnled = 0.25;

/// The same where so many names would have to be looked at for a few that two errors in a rare word hide.
constexpr std::size_t manyNames = 2000;
constexpr double mostUnledOfMany = 0.1;

/// Words that fewer names have lead to a look at each of them.
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

Candidates::Candidates(const IndexParts& parts, const Name& name, std::span<const Word> subject, const Demand& demand)
    : _parts(parts), _subject(subject), _demand(demand), _bound(parts, subject) {
    for (std::size_t i = 0; i < subject.size(); ++i) {
        gatherLeads(i);
        gatherWholes(name, i);
    }
    _bound.setLeads(_leads);
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
        agreed += _bound.weight(share->subject);
        const double mostOfOthers = share->names > manyNames ? mostUnledOfMany : mostUnled;
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
    const auto frequent = std::ranges::find_if(shares, [](const Share& share) { return share.names >= fewNames; });
    for (auto share = frequent; share != shares.end(); ++share) {
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
    if (names.size() < fewNames) {
        for (const std::uint32_t name : names) {
            if ((!needsBirthday || mayShareBirthday(name)) && states.visit(name)) {
                _noted.push_back(name);
            }
        }
        return;
    }
    const OthersBound bound(_bound, lead.word);
    const auto others = _parts.otherWordsWith(lead.word);
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i + ahead < names.size()) {
            __builtin_prefetch(&_parts.nameBornYears[names[i + ahead]]);
        }
        const std::uint8_t found = states.rank(names[i]);
        const bool isLedByOthers = found > rank;
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
