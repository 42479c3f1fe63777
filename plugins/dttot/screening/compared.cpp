#include "evidence.h"
#include "facts.h"
#include "index.h"
#include "scoring.h"

#include <algorithm>
#include <optional>

namespace dttot::screening {

namespace {

/// The pair of names that a hit stands on.
struct Best {
    Name subject;
    Name listed;
    NameMatch match;
    Circumstances circumstances;
    double nameScore = 0;
    double score = 0;
    std::string subjectName;
    std::string listedName;
};

} // namespace

Hit compared(const Subject& subject, const Entry& entry, const Weights& weights) {
    const std::string packedSubject = packedFacts(entryOf(subject));
    const std::string packedEntry = packedFacts(entry);
    const Facts subjectFacts = factsOf(packedSubject);
    const Facts entryFacts = factsOf(packedEntry);
    const Evidence evidence = evidenceOf(subjectFacts, entryFacts, weights);
    std::optional<Best> best;
    for (const std::string& subjectText : subject.names) {
        const Name name = nameOf(subjectText);
        const ComparedName comparedSubject = comparedName(name);
        for (const ListedName& listed : entry.names) {
            Best each{name, nameOf(listed.text), {}, {}, 0, 0, subjectText, listed.text};
            const ComparedName comparedListed = comparedName(each.listed);
            const bool isOfOrganisations = name.isOrganisation || each.listed.isOrganisation;
            each.match = matched({comparedSubject.words, comparedListed.words, isOfOrganisations}, weights);
            each.circumstances = {
                listed.strength,
                areKindsDifferent(subject.kind, name.isOrganisation, entry.kind, each.listed.isOrganisation),
            };
            each.nameScore = nameScoreOf(each.match, each.circumstances, weights);
            each.score = scoreOf(each.nameScore, each.match.commonness, evidence, weights);
            if (!best || std::pair(each.score, each.nameScore) > std::pair(best->score, best->nameScore)) {
                best = std::move(each);
            }
        }
    }
    Hit hit;
    hit.entry = entry.id;
    hit.list = entry.list;
    if (!best) {
        hit.score = scoreOf(0, {}, evidence, weights);
        hit.reasons = reasonsOf({}, {}, {}, {}, evidence);
        return hit;
    }
    hit.subjectName = best->subjectName;
    hit.matchedName = best->listedName;
    hit.nameScore = best->nameScore;
    hit.score = best->score;
    hit.reasons = reasonsOf(best->subject, best->listed, best->match, best->circumstances, evidence);
    return hit;
}

} // namespace dttot::screening
