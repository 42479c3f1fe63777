#include "scoring.h"

#include "spelling.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dttot::screening {

namespace {

double rounded(double score) { return std::round(std::clamp(score, 0.0, 1.0) * 1000) / 1000; }

std::string joined(const Name& name, std::size_t first, std::size_t count) {
    std::string text;
    for (std::size_t i = first; i < first + count; ++i) {
        text.append(text.empty() ? "" : " ").append(name.words[i].text);
    }
    return text;
}

ReasonCode codeOf(const Pairing& pairing, const NameWord& subject, const NameWord& listed) {
    if (pairing.subjectWords + pairing.listedWords > 2) {
        return ReasonCode::wordsJoined;
    }
    const bool isInitial =
        subject.sense.wordClass == WordClass::initial || listed.sense.wordClass == WordClass::initial;
    return isInitial             ? ReasonCode::wordInitial
           : pairing.answer == 1 ? ReasonCode::wordVariant
                                 : ReasonCode::wordSimilar;
}

class Explanation {
public:
    Explanation(const Name& subject, const Name& listed, const NameMatch& match)
        : _subject(subject), _listed(listed), _match(match) {}

    std::vector<Reason> reasons() && {
        if (_match.count == 0) {
            return {};
        }
        explainWhole();
        explainPairings();
        explainRest();
        if (_reasons.empty()) {
            explainSame();
        }
        if (_match.isFatherOnly) {
            add(ReasonCode::fatherOnly, whole(_subject), whole(_listed));
        }
        return std::move(_reasons);
    }

private:
    static std::string whole(const Name& name) { return joined(name, 0, name.words.size()); }

    void add(ReasonCode code, std::string subject, std::string listed) {
        _reasons.push_back({code, std::move(subject), std::move(listed), 0});
    }

    [[nodiscard]] std::span<const Pairing> pairings() const { return std::span(_match.pairings).first(_match.count); }

    void explainWhole() {
        const bool isWhole = std::ranges::all_of(pairings(), [](const Pairing& each) {
            return each.answer == 1 && each.subjectWords == 1 && each.listedWords == 1;
        });
        if (!isWhole || _match.count != _subject.words.size() || _match.count != _listed.words.size()) {
            return;
        }
        const bool isInOrder =
            std::ranges::all_of(pairings(), [](const Pairing& each) { return each.subject == each.listed; });
        add(isInOrder ? ReasonCode::nameEqual : ReasonCode::nameReordered, whole(_subject), whole(_listed));
    }

    void explainPairings() {
        for (const Pairing& pairing : pairings()) {
            std::string subject = joined(_subject, pairing.subject, pairing.subjectWords);
            std::string listed = joined(_listed, pairing.listed, pairing.listedWords);
            std::fill_n(_isSubjectExplained.begin() + pairing.subject, pairing.subjectWords, true);
            std::fill_n(_isListedExplained.begin() + pairing.listed, pairing.listedWords, true);
            if (subject != listed) {
                const ReasonCode code = codeOf(pairing, _subject.words[pairing.subject], _listed.words[pairing.listed]);
                add(code, std::move(subject), std::move(listed));
            }
        }
    }

    void explainRest() {
        const std::vector<std::string> extra = left(_subject, _isSubjectExplained);
        const std::vector<std::string> missing = left(_listed, _isListedExplained);
        for (std::size_t i = 0; i < std::max(extra.size(), missing.size()); ++i) {
            if (i < std::min(extra.size(), missing.size())) {
                add(ReasonCode::wordContradicts, extra[i], missing[i]);
            } else if (i < extra.size()) {
                add(ReasonCode::wordExtra, extra[i], {});
            } else {
                add(ReasonCode::wordMissing, {}, missing[i]);
            }
        }
    }

    /// Nothing but generic words tells the names apart: "PT Kalimasa Abadi" and "Kalimasa Abadi Tbk".
    void explainSame() {
        const std::string subject = wordsThat(Are::explained, _subject, _isSubjectExplained);
        const std::string listed = wordsThat(Are::explained, _listed, _isListedExplained);
        add(subject == listed ? ReasonCode::nameEqual : ReasonCode::nameReordered, subject, listed);
        if (std::string extra = wordsThat(Are::left, _subject, _isSubjectExplained); !extra.empty()) {
            add(ReasonCode::wordExtra, std::move(extra), {});
        }
        if (std::string missing = wordsThat(Are::left, _listed, _isListedExplained); !missing.empty()) {
            add(ReasonCode::wordMissing, {}, std::move(missing));
        }
    }

    using Flags = std::array<bool, mostWords>;

    enum class Are { explained, left };

    static std::string wordsThat(Are are, const Name& name, const Flags& isExplained) {
        std::string text;
        for (std::size_t i = 0; i < name.words.size(); ++i) {
            if (isExplained[i] == (are == Are::explained)) {
                text.append(text.empty() ? "" : " ").append(name.words[i].text);
            }
        }
        return text;
    }

    static std::vector<std::string> left(const Name& name, const Flags& isExplained) {
        std::vector<std::string> words;
        for (std::size_t i = 0; i < name.words.size(); ++i) {
            if (!isExplained[i] && name.words[i].sense.wordClass != WordClass::generic) {
                words.push_back(name.words[i].text);
            }
        }
        return words;
    }

    const Name& _subject;
    const Name& _listed;
    const NameMatch& _match;
    std::vector<Reason> _reasons;
    Flags _isSubjectExplained{};
    Flags _isListedExplained{};
};

bool isUnconfirmed(Commonness commonness, const Evidence& evidence) {
    return commonness != Commonness::none && !evidence.isSameBirthday && evidence.atLeast == 0;
}

} // namespace

ComparedName comparedName(const Name& source) {
    ComparedName name;
    name.isOrganisation = source.isOrganisation;
    for (const NameWord& word : source.words) {
        const WordSense& sense = word.sense;
        name.words.push_back(
            {sense.key,
             lettersOf(sense.key),
             sense.wordClass,
             sense.isKnown,
             sense.hasRelatives,
             word.isOfFather,
             AnswerMemo::noNumber}
        );
    }
    return name;
}

bool areKindsDifferent(Kind subject, bool isSubjectNameOrganisation, Kind listed, bool isListedNameOrganisation) {
    const auto told = [](Kind kind, bool isOrganisation) {
        return kind == Kind::unknown && isOrganisation ? Kind::organisation : kind;
    };
    const Kind mine = told(subject, isSubjectNameOrganisation);
    const Kind theirs = told(listed, isListedNameOrganisation);
    return mine != Kind::unknown && theirs != Kind::unknown && mine != theirs;
}

double nameScoreOf(const NameMatch& match, const Circumstances& circumstances, const Weights& weights) {
    return match.score * (circumstances.strength == Strength::weak ? weights.weakName : 1)
           * (circumstances.areKindsDifferent ? weights.kindDiffers : 1);
}

double scoreOf(double nameScore, Commonness commonness, const Evidence& evidence, const Weights& weights) {
    const bool isUncertain = isUnconfirmed(commonness, evidence);
    double score = isUncertain ? std::min(nameScore, weights.commonName) : nameScore;
    if (score >= nearEnough && !evidence.isOtherBirthDate) {
        score += evidence.for_;
    }
    if (isUncertain && commonness == Commonness::ofPart) {
        score = std::min(score, weights.commonName);
    }
    return rounded(std::max(score + evidence.against, evidence.atLeast));
}

std::vector<Reason> reasonsOf(
    const Name& subject,
    const Name& listed,
    const NameMatch& match,
    const Circumstances& circumstances,
    const Evidence& evidence
) {
    std::vector<Reason> reasons = Explanation(subject, listed, match).reasons();
    if (isUnconfirmed(match.commonness, evidence)) {
        reasons.push_back({ReasonCode::nameCommon, {}, {}, 0});
    }
    if (circumstances.strength == Strength::weak) {
        reasons.push_back({ReasonCode::nameWeak, {}, {}, 0});
    }
    if (circumstances.areKindsDifferent) {
        reasons.push_back({ReasonCode::kindDiffers, {}, {}, 0});
    }
    for (const Finding& finding : evidence.findings()) {
        reasons.push_back({finding.code, std::string(finding.subject), std::string(finding.listed), finding.effect});
    }
    return reasons;
}

} // namespace dttot::screening
