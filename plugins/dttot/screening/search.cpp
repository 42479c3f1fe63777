#include "search.h"

#include "sweep.h"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

namespace dttot::screening {

namespace {

std::vector<Word> listedWords(const IndexParts& parts, std::uint32_t name) {
    std::vector<Word> words;
    words.reserve(mostWords);
    for (const NameCode code : parts.wordsOf(name)) {
        words.push_back(parts.vocabulary.word(code.number()));
        words.back().isOfFather = code.isOfFather();
    }
    return words;
}

AnswerMemo& answerMemo() {
    thread_local AnswerMemo memo;
    return memo;
}

} // namespace

bool isBetter(const Hit& a, const Hit& b) {
    return std::tuple(-a.score, -a.nameScore, a.entry) < std::tuple(-b.score, -b.nameScore, b.entry);
}

std::vector<Hit> Search::hits() {
    for (std::uint32_t i = 0; i < _asked.names().size(); ++i) {
        searchByName(i);
    }
    searchByNumbers();
    keepBest();
    std::vector<Hit> hits;
    std::ranges::transform(_found, std::back_inserter(hits), [&](const Found& found) { return hitOf(found); });
    return hits;
}

bool Search::isAsked(std::uint32_t entry) const {
    const auto& lists = _asked.question.lists;
    const auto& record = _parts.entries[entry];
    return (lists.empty() || std::ranges::find(lists, record.list) != lists.end())
           && (_without.empty() || !std::ranges::binary_search(_without, record.id));
}

void Search::searchByName(std::uint32_t subjectName) {
    const Asked::Name& asked = _asked.names()[subjectName];
    if (asked.compared.words.empty()) {
        return;
    }
    answerMemo().clear();
    const auto take = [&](std::uint32_t name) {
        if (isAsked(_parts.nameEntries[name])) {
            consider(subjectName, name);
        }
    };
    if (_asked.question.isExhaustive) {
        std::ranges::for_each(std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(_parts.nameCount())), take);
    } else if (_asked.isThorough()) {
        Sweep(_parts, asked.compared.words).forEachName(_asked.demand().scoreWithBirthday, take);
    } else {
        std::ranges::for_each(Candidates(_parts, asked.compared.words, _asked.demand()).names(), take);
    }
}

Circumstances Search::circumstancesOf(std::uint32_t subjectName, std::uint32_t name) const {
    const std::uint8_t traits = _parts.nameTraits[name];
    const Kind listed = _parts.entries[_parts.nameEntries[name]].kind;
    return {
        .strength = (traits & IndexParts::weakTrait) != 0 ? Strength::weak : Strength::strong,
        .areKindsDifferent = areKindsDifferent(
            _asked.subject.kind,
            _asked.names()[subjectName].name.isOrganisation,
            listed,
            (traits & IndexParts::organisationTrait) != 0
        ),
    };
}

NameMatch Search::matchOf(std::uint32_t subjectName, std::uint32_t name, AnswerMemo* memo) const {
    const Asked::Name& subject = _asked.names()[subjectName];
    const bool isOrganisation = (_parts.nameTraits[name] & IndexParts::organisationTrait) != 0;
    const std::vector<Word> listed = listedWords(_parts, name);
    return matched(
        {subject.compared.words, listed, subject.name.isOrganisation || isOrganisation, memo}, _parts.weights
    );
}

void Search::consider(std::uint32_t subjectName, std::uint32_t name) {
    const double least = _asked.demand().scoreWithBirthday;
    const NameMatch match = matchOf(subjectName, name, &answerMemo());
    if (match.score < least) {
        return;
    }
    const double score = nameScoreOf(match, circumstancesOf(subjectName, name), _parts.weights);
    if (score >= least) {
        _found.push_back({_parts.nameEntries[name], name, subjectName, score, 0, match.commonness});
    }
}

/// Entries with the same NIK or passport are found whatever their names. The best name stands for them.
void Search::searchByNumbers() {
    for (const auto& numbers : {_asked.facts().niks, _asked.facts().passports}) {
        for (const std::string_view number : numbers) {
            const std::uint64_t hash = std::uint64_t{numberHash(number)} << 32;
            for (auto at = std::ranges::lower_bound(_parts.numbers, hash);
                 at != _parts.numbers.end() && (*at >> 32) == (hash >> 32);
                 ++at) {
                const auto entry = static_cast<std::uint32_t>(*at);
                if (isAsked(entry)) {
                    _found.push_back({entry, noName, 0, 0, 0, {}});
                }
            }
        }
    }
}

/// Adds the evidence, keeps the best name of each entry and of these the best as many as were asked for.
void Search::keepBest() {
    const auto byEntry = [](const Found& found) { return std::pair(found.entry, found.name); };
    std::ranges::sort(_found, {}, byEntry);
    std::vector<Found> kept;
    for (std::size_t i = 0; i < _found.size();) {
        const std::uint32_t entry = _found[i].entry;
        const Facts listed = factsOf(_parts.factsOf(entry));
        const Evidence evidence = evidenceOf(_asked.facts(), listed, _parts.weights);
        Found best;
        best.score = -1;
        for (; i < _found.size() && _found[i].entry == entry; ++i) {
            Found& found = _found[i];
            found.score = scoreOf(found.nameScore, found.commonness, evidence, _parts.weights);
            if (std::pair(found.score, found.nameScore) > std::pair(best.score, best.nameScore)) {
                best = found;
            }
        }
        if (best.score >= _asked.minScore) {
            kept.push_back(best);
        }
    }
    const auto order = [&](const Found& found) {
        return std::tuple(-found.score, -found.nameScore, _parts.entries[found.entry].id);
    };
    std::ranges::sort(kept, {}, order);
    kept.resize(std::min(kept.size(), _asked.question.most));
    _found = std::move(kept);
}

Hit Search::hitOf(const Found& found) {
    const auto& record = _parts.entries[found.entry];
    Hit hit;
    hit.entry = record.id;
    hit.list = record.list;
    hit.nameScore = found.nameScore;
    hit.score = found.score;
    const Facts listed = factsOf(_parts.factsOf(found.entry));
    const Evidence evidence = evidenceOf(_asked.facts(), listed, _parts.weights);
    const bool hasNames = _parts.entries[found.entry + 1].firstName > record.firstName;
    const std::uint32_t name = found.name != noName ? found.name : record.firstName;
    if (!hasNames || _asked.names().empty()) {
        hit.matchedName = hasNames ? _parts.textOf(name) : std::string_view();
        hit.reasons = reasonsOf({}, {}, {}, {}, evidence);
        return hit;
    }
    const NameMatch match = matchOf(found.subjectName, name, nullptr);
    hit.subjectName = _asked.subject.names[found.subjectName];
    hit.matchedName = _parts.textOf(name);
    hit.reasons = reasonsOf(
        _asked.names()[found.subjectName].name,
        nameOf(hit.matchedName),
        match,
        circumstancesOf(found.subjectName, name),
        evidence
    );
    return hit;
}

} // namespace dttot::screening
