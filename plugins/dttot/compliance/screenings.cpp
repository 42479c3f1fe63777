#include "compliance/screenings.h"

#include "compliance/reason_text.h"
#include "screening/weights.h"

#include <tenon/error.h>

#include <algorithm>
#include <cmath>

namespace dttot::compliance {

namespace {

using screening::Legibility;

std::string_view nameOf(Legibility legibility) {
    switch (legibility) {
    case Legibility::whole:
        return "whole";
    case Legibility::partly:
        return "partly";
    case Legibility::nothing:
        break;
    }
    return "nothing";
}

/// Without the binary dust of additions.
double threeDecimals(double number) { return std::round(number * 1000) / 1000; }

std::vector<std::uint32_t> numbersOf(const ListIndex& lists, const std::vector<std::string>& names) {
    std::vector<std::uint32_t> numbers;
    std::vector<tenon::FieldError> faults;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto number = lists.listNamed(names[i])) {
            numbers.push_back(*number);
        } else {
            faults.push_back({"lists." + std::to_string(i), "There is no such list."});
        }
    }
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    return numbers;
}

/// What a search depends on besides the subject: rules, weights and the lists that were searched.
std::string versionsOf(const ListIndex& lists, const screening::Question& question) {
    std::string all = "rules=" + std::to_string(screening::rulesVersion);
    all.append(", settings=").append(std::to_string(lists.settings().version));
    for (std::uint32_t number = 0; number < lists.lists().size(); ++number) {
        if (question.lists.empty() || std::ranges::find(question.lists, number) != question.lists.end()) {
            const ListIndex::List& list = lists.list(number);
            all.append(", ").append(list.name).append("=").append(std::to_string(list.version));
        }
    }
    return all;
}

} // namespace

const tenon::Fields& screeningMembers() {
    using namespace tenon::fields;
    static const tenon::Fields made{
        text("reference").nullable(),
        list(
            "hits",
            object(
                "",
                {
                    integer("id").help("Of the listed row: GET /dttot/{id}"),
                    text("kode_densus").example("IDD-001"),
                    text("list").example("dttot"),
                    text("name").example("Yusuf Wendrayana"),
                    text("matched_name").help("The listed name or alias that matched best"),
                    number("score").help("0 to 1").example(0.97),
                    list(
                        "reasons",
                        object(
                            "",
                            {
                                text("code").example("word_variant"),
                                text("text").help("A sentence in the request's language"),
                                text("subject"),
                                text("listed"),
                                number("effect").help("What it adds to the score of the name; 0 for what explains that"
                                ),
                            }
                        )
                    ),
                }
            )
        )
            .help("Best first, at most 50"),
        choice("legibility", {"whole", "partly", "nothing"})
            .help(
                "How much of the name could be compared: partly, when it is very long; nothing, when it has no letter "
                "of a known script. Then no hits mean nothing."
            ),
    };
    return made;
}

tenon::JsonArray
reasonsJson(const tenon::App& app, std::span<const screening::Reason> reasons, std::string_view language) {
    tenon::JsonArray out;
    out.reserve(reasons.size());
    for (const screening::Reason& reason : reasons) {
        out.push_back(tenon::JsonObject{
            {"code", screening::codeOf(reason.code)},
            {"text", app.say(messageOf(reason), language)},
            {"subject", reason.subject},
            {"listed", reason.listed},
            {"effect", threeDecimals(reason.effect)}});
    }
    return out;
}

Screenings::Results
Screenings::screen(const tenon::Caller& caller, std::span<const SentSubject> subjects, const Wish& wish) {
    caller.require(screenPermission);
    const ListsInForce::Current lists = _lists.current();
    const screening::Question question{
        .minScore = wish.minScore.value_or(lists->settings().weights.threshold),
        .lists = numbersOf(*lists, wish.lists),
    };
    Results results;
    results.against = versionsOf(*lists, question);
    results.items.reserve(subjects.size());
    for (const SentSubject& subject : subjects) {
        if (wish.isAbandoned()) {
            throw tenon::Error(499, "CLIENT_GONE", "The client has closed its connection.");
        }
        requireTime(results.searching, results.items.size(), subjects.size());
        const auto begin = std::chrono::steady_clock::now();
        const screening::Answer answer = lists->search(subject.subject, question);
        results.searching += std::chrono::steady_clock::now() - begin;
        results.items.push_back(resultOf(*lists, subject, answer, wish));
    }
    return results;
}

void Screenings::requireTime(std::chrono::nanoseconds taken, std::size_t done, std::size_t all) const {
    if (done == 0 || taken <= _most) {
        return;
    }
    throw tenon::Error(
        422,
        "dttot.screening.too_long",
        tenon::Message(
            "One request may search for {seconds} seconds, in which {done} of {all} names were searched. Send fewer at "
            "a time, ask for a higher min_score, or send a file, which a job screens.",
            {{"seconds", std::chrono::duration_cast<std::chrono::seconds>(_most).count()}, {"done", done}, {"all", all}}
        )
    );
}

tenon::JsonObject Screenings::resultOf(
    const ListIndex& lists, const SentSubject& subject, const screening::Answer& answer, const Wish& wish
) {
    tenon::JsonArray hits;
    hits.reserve(answer.hits.size());
    for (const screening::Hit& hit : answer.hits) {
        const ListIndex::Listed listed = lists.listed(hit.entry);
        hits.push_back(tenon::JsonObject{
            {"id", hit.entry},
            {"kode_densus", listed.kodeDensus},
            {"list", lists.list(hit.list).name},
            {"name", listed.name},
            {"matched_name", hit.matchedName},
            {"score", hit.score},
            {"reasons", reasonsJson(_app, hit.reasons, wish.language)}});
    }
    tenon::JsonObject result;
    result["reference"] = subject.reference.empty() ? tenon::Json(nullptr) : tenon::Json(subject.reference);
    result["hits"] = std::move(hits);
    result["legibility"] = nameOf(answer.legibility);
    return result;
}

} // namespace dttot::compliance
