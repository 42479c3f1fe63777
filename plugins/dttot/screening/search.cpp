#include "search.h"

#include "folding.h"

#include <algorithm>
#include <utility>

namespace dttot::screening {

namespace {

constexpr std::size_t mostSubjectNames = 16;

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

Search::Search(const IndexParts& parts, const Subject& subject, const Question& question)
    : _parts(parts), _subject(subject), _question(question),
      _minScore(question.minScore.value_or(parts.weights.threshold)), _packedFacts(packedFacts(entryOf(subject))),
      _facts(factsOf(_packedFacts)), _demand(demandOf()), _isCut(subject.names.size() > mostSubjectNames) {
    for (std::size_t i = 0; i < std::min(subject.names.size(), mostSubjectNames); ++i) {
        SubjectName& each = _names.emplace_back();
        each.name = nameOf(subject.names[i]);
        _isCut = _isCut || each.name.isCut;
    }
    for (SubjectName& each : _names) {
        each.compared = comparedName(each.name);
    }
}

Demand Search::demandOf() const {
    constexpr double rounding = 0.0005;
    constexpr double least = 0.3; // whatever is asked for, that is no likeness
    const Weights& weights = _parts.weights;
    const double birthday = std::max({0.0, weights.birthDateEqual, weights.birthDateCompatible});
    const double others = (_facts.birthPlaces.empty() ? 0 : std::max(0.0, weights.birthPlaceEqual))
                          + (_facts.nationalities.empty() ? 0 : std::max(0.0, weights.nationalityEqual));
    const double score = std::max(least, _minScore - others - rounding);
    const BirthYears years = birthYearsOf(_facts);
    return {score, _facts.birthDates.empty() ? score : std::max(least, score - birthday), years.from, years.to};
}

Answer Search::answer() {
    Answer answer;
    bool isLegible = false;
    for (std::uint32_t i = 0; i < _names.size(); ++i) {
        isLegible = isLegible || !_names[i].name.words.empty();
        searchByName(i);
    }
    searchByNumbers();
    keepBest();
    answer.legibility = !isLegible ? Legibility::nothing : _isCut ? Legibility::partly : Legibility::whole;
    std::ranges::transform(_found, std::back_inserter(answer.hits), [&](const Found& found) { return hitOf(found); });
    return answer;
}

bool Search::isAsked(std::uint32_t entry) const {
    const auto& lists = _question.lists;
    return lists.empty() || std::ranges::find(lists, _parts.entries[entry].list) != lists.end();
}

void Search::searchByName(std::uint32_t subjectName) {
    const auto& words = _names[subjectName].compared.words;
    if (words.empty()) {
        return;
    }
    answerMemo().clear();
    const Candidates candidates(_parts, _names[subjectName].name, words, _demand);
    for (const std::uint32_t name : candidates.names()) {
        if (_question.lists.empty() || isAsked(_parts.nameEntries[name])) {
            consider(subjectName, name);
        }
    }
}

Circumstances Search::circumstancesOf(std::uint32_t subjectName, std::uint32_t name) const {
    const std::uint8_t traits = _parts.nameTraits[name];
    const Kind listed = _parts.entries[_parts.nameEntries[name]].kind;
    return {
        .strength = (traits & IndexParts::weakTrait) != 0 ? Strength::weak : Strength::strong,
        .areKindsDifferent = areKindsDifferent(
            _subject.kind,
            _names[subjectName].name.isOrganisation,
            listed,
            (traits & IndexParts::organisationTrait) != 0
        ),
    };
}

NameMatch Search::matchOf(std::uint32_t subjectName, std::uint32_t name, AnswerMemo* memo) const {
    const SubjectName& subject = _names[subjectName];
    const bool isOrganisation = (_parts.nameTraits[name] & IndexParts::organisationTrait) != 0;
    const std::vector<Word> listed = listedWords(_parts, name);
    return matched(
        {subject.compared.words, listed, subject.name.isOrganisation || isOrganisation, memo}, _parts.weights
    );
}

void Search::consider(std::uint32_t subjectName, std::uint32_t name) {
    const NameMatch match = matchOf(subjectName, name, &answerMemo());
    const double most = std::max(1.0, _parts.weights.weakName) * std::max(1.0, _parts.weights.kindDiffers);
    if (match.score * most < _demand.scoreWithBirthday) {
        return;
    }
    const double score = nameScoreOf(match, circumstancesOf(subjectName, name), _parts.weights);
    if (score >= _demand.scoreWithBirthday) {
        _found.push_back({_parts.nameEntries[name], name, subjectName, score, 0, match.commonness});
    }
}

/// Entries with the same NIK or passport are found whatever their names. The best name stands for them.
void Search::searchByNumbers() {
    for (const auto& numbers : {_facts.niks, _facts.passports}) {
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
        const Evidence evidence = evidenceOf(_facts, listed, _parts.weights);
        Found best;
        best.score = -1;
        for (; i < _found.size() && _found[i].entry == entry; ++i) {
            Found& found = _found[i];
            found.score = scoreOf(found.nameScore, found.commonness, evidence, _parts.weights);
            if (std::pair(found.score, found.nameScore) > std::pair(best.score, best.nameScore)) {
                best = found;
            }
        }
        if (best.score >= _minScore) {
            kept.push_back(best);
        }
    }
    std::ranges::sort(kept, [&](const Found& a, const Found& b) {
        if (a.score != b.score) {
            return a.score > b.score;
        }
        return a.nameScore != b.nameScore ? a.nameScore > b.nameScore
                                          : _parts.entries[a.entry].id < _parts.entries[b.entry].id;
    });
    kept.resize(std::min(kept.size(), _question.most));
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
    const Evidence evidence = evidenceOf(_facts, listed, _parts.weights);
    const bool hasNames = _parts.entries[found.entry + 1].firstName > record.firstName;
    const std::uint32_t name = found.name != noName ? found.name : record.firstName;
    if (!hasNames || _names.empty()) {
        hit.matchedName = hasNames ? _parts.textOf(name) : std::string_view();
        hit.reasons = reasonsOf({}, {}, {}, {}, evidence);
        return hit;
    }
    const NameMatch match = matchOf(found.subjectName, name, nullptr);
    hit.subjectName = _subject.names[found.subjectName];
    hit.matchedName = _parts.textOf(name);
    hit.reasons = reasonsOf(
        _names[found.subjectName].name,
        nameOf(hit.matchedName),
        match,
        circumstancesOf(found.subjectName, name),
        evidence
    );
    return hit;
}

} // namespace dttot::screening
