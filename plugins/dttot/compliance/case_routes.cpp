#include "compliance/case_routes.h"

#include "compliance/officers.h"
#include "json_number.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot::compliance {

namespace {

using namespace tenon::fields;
using tenon::Request;

constexpr int longestReason = 1000;

tenon::Fields wholeCase() {
    tenon::Fields members = caseMembers();
    members.push_back(json("facts").help("What was known of the subject"));
    members.push_back(json("record").help("What the list said"));
    members.push_back(boolean("is_reproduced").help("Whether facts, record and versions give the same result again"));
    return members;
}

tenon::Field statusFilter() { return choice("status", {"pending", "approved", "rejected"}); }

tenon::Reply page(Cases& cases, const Request& request) {
    const tenon::JsonObject& asked = request.arguments();
    const Cases::Filter filter{
        .status = std::string(tenon::textAt(asked, "status")),
        .kind = std::string(tenon::textAt(asked, "subject")),
        .subject = numberAt(asked, "subject_id"),
        .withPast = tenon::flagAt(asked, "past"),
    };
    return tenon::page(cases.page(request.caller(), filter, request.language(), request.paging()));
}

tenon::Reply decide(Cases& cases, const Request& request, Decision decision) {
    return tenon::ok(cases.decide(
        request.caller(), request.id(), decision, tenon::textAt(request.body(), "reason"), request.language()
    ));
}

tenon::Reply decide(Affiliations& affiliations, const Request& request, Decision decision) {
    return tenon::ok(affiliations.decide(
        request.caller(), request.parameter("user_id"), decision, tenon::textAt(request.body(), "reason")
    ));
}

void declareDecision(
    tenon::App& app, Cases& cases, Affiliations& affiliations, Decision decision, std::string_view verb
) {
    const std::string ending = "/" + std::string(verb);
    const bool isApproval = decision == Decision::approve;
    app.post(
           "/dttot/cases/{id}" + ending,
           [&cases, decision](const Request& request) { return decide(cases, request, decision); }
    )
        .needs(reviewPermission)
        .body({text("reason", longestReason).required()})
        .answers(wholeCase())
        .summary(
            isApproval ? "Decides that the subject is the listed one" : "Clears a case: the subject is somebody else"
        );
    app.patch(
           "/dttot/affiliated-users/{user_id}" + ending,
           [&affiliations, decision](const Request& request) { return decide(affiliations, request, decision); }
    )
        .needs(reviewPermission)
        .withoutTransaction()
        .body({text("reason", longestReason).help("Needed where the user has matches")})
        .answers(affiliationMembers())
        .summary(
            isApproval ? "Decides that a user is affiliated with somebody listed"
                       : "Decides that a user is not affiliated with anybody listed"
        );
}

} // namespace

void declareCaseRoutes(tenon::App& app, Cases& cases, Affiliations& affiliations) {
    app.get("/dttot/cases", [&](const Request& request) { return page(cases, request); })
        .needs(reviewPermission)
        .query({
            statusFilter(),
            choice("subject", {"user", "party"}),
            integer("subject_id").min(1),
            boolean("past").initial(false).help("Also cases that count no longer"),
        })
        .answersList(caseMembers())
        .summary("The matches of users and parties with the lists, best first");
    app.get(
           "/dttot/cases/{id}",
           [&](const Request& request) {
               return tenon::ok(cases.read(request.caller(), request.id(), request.language()));
           }
    )
        .needs(reviewPermission)
        .answers(wholeCase())
        .summary("A match with all that it was made of");
    app.get(
           "/dttot/affiliated-users",
           [&](const Request& request) {
               const tenon::JsonObject& asked = request.arguments();
               const Affiliations::Filter filter{tenon::textAt(asked, "status"), tenon::flagAt(asked, "matched")};
               return tenon::page(affiliations.page(request.caller(), filter, request.paging()));
           }
    )
        .needs(reviewPermission)
        .query({statusFilter(), boolean("matched").initial(false).help("Only users with matches")})
        .answersList(affiliationMembers())
        .summary("Users and whether they are affiliated with somebody listed; those to be decided about first");
    declareDecision(app, cases, affiliations, Decision::approve, "approve");
    declareDecision(app, cases, affiliations, Decision::reject, "reject");
}

} // namespace dttot::compliance
