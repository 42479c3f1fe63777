#include "compliance/screening_routes.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot::compliance {

namespace {

using namespace tenon::fields;
using tenon::Request;

constexpr std::uint64_t largestBody = 16 << 20;
constexpr int mostSubjects = 1000;

Screenings::Wish wishIn(const tenon::JsonObject& asked, std::string_view language) {
    Screenings::Wish wish;
    wish.language = language;
    if (const tenon::Json* score = asked.if_contains("min_score"); score != nullptr && score->is_number()) {
        wish.minScore = score->to_number<double>();
    }
    if (const tenon::Json* lists = asked.if_contains("lists"); lists != nullptr && lists->is_array()) {
        for (const tenon::Json& name : lists->get_array()) {
            wish.lists.emplace_back(tenon::textOf(name.as_string()));
        }
    }
    return wish;
}

tenon::Reply screenMany(Screenings& screenings, const Request& request) {
    const tenon::JsonObject& body = request.body();
    const std::vector<SentSubject> subjects = subjectsIn(body.at("subjects").as_array());
    return tenon::list(screenings.screen(request.caller(), subjects, wishIn(body, request.language())));
}

tenon::Reply screenOne(Screenings& screenings, const Request& request) {
    const tenon::JsonObject& asked = request.arguments();
    SentSubject subject;
    subject.subject.names.emplace_back(tenon::textAt(asked, "q"));
    Screenings::Wish wish = wishIn(asked, request.language());
    if (const std::string_view list = tenon::textAt(asked, "list"); !list.empty()) {
        wish.lists.emplace_back(list);
    }
    return tenon::list(screenings.screen(request.caller(), {&subject, 1}, wish));
}

tenon::Field minScoreField() {
    return number("min_score")
        .nullable()
        .min(0)
        .max(1)
        .help("Least score of a hit; the threshold of the settings else");
}

} // namespace

void declareScreeningRoutes(tenon::App& app, Screenings& screenings) {
    app.post("/dttot/screenings", [&](const Request& request) { return screenMany(screenings, request); })
        .needs(screenPermission)
        .withoutTransaction()
        .maxBody(largestBody)
        .body({
            list("subjects", object("", subjectFields())).required().min(1).max(mostSubjects),
            minScoreField(),
            list("lists", text("", 70)).nullable().help("Names of the lists to search; all else").max(100),
        })
        .answersList(screeningMembers())
        .summary("Holds 1 to 1,000 names against all lists in force; answers in the order of the subjects");
    app.get("/dttot/screenings", [&](const Request& request) { return screenOne(screenings, request); })
        .needs(screenPermission)
        .query({
            text("q", 10'000).required().help("The name"),
            minScoreField(),
            text("list", 70).help("Name of the list to search; all else"),
        })
        .answersList(screeningMembers())
        .summary("Holds one name against all lists in force");
}

} // namespace dttot::compliance
