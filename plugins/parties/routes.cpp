#include "routes.h"

#include "party_fields.h"
#include "party_replies.h"

#include <tenon/batch.h>

namespace parties {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

Reply list(PartyStore& store, const Request& request) {
    return tenon::page(store.list(request.caller(), request.arguments(), request.paging()));
}

Reply read(PartyStore& store, const Request& request) {
    return answered(store.read(request.caller(), request.parameter("id")));
}

Reply add(PartyStore& store, const Request& request) {
    return tenon::created(store.add(request.caller(), request.body())).saying("The party was added.");
}

Reply change(PartyStore& store, const Request& request) {
    requireMatch(store, request, "parties.change");
    return answered(store.change(request.caller(), request.parameter("id"), request.body()));
}

Reply remove(PartyStore& store, const Request& request) {
    requireMatch(store, request, "parties.delete");
    store.remove(request.caller(), request.parameter("id"));
    return tenon::ok({{"deleted", true}}).saying("The party was deleted.");
}

Reply merge(PartyStore& store, const Request& request) {
    const JsonObject& body = request.body();
    return answered(
        store.merge(request.caller(), request.parameter("id"), body.at("into"), tenon::textAt(body, "reason"))
    );
}

} // namespace

void declareRoutes(tenon::App& app, PartyStore& store) {
    const auto calling = [&store](Reply (*handler)(PartyStore&, const Request&)) {
        return [&store, handler](const Request& request) { return handler(store, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/parties/", calling(list))
        .needs("parties.view")
        .query(partyQuery())
        .answersList(partySummary())
        .summary("Persons and organisations that the companies deal with");
    app.post("/parties/", calling(add))
        .needs("parties.add")
        .status(201)
        .body(partyBody())
        .answers(partyDetail())
        .summary("Adds a party");
    tenon::declareBatch(
        app,
        {.path = "/parties/batch/",
         .permission = "parties.add",
         .rows = "parties",
         .row = partyBody(),
         .beside = {},
         .answer = {integer("id")},
         .work =
             [&store](const Request& request) {
                 return [&store, &request](const JsonObject& row) -> JsonObject {
                     return {{"id", store.add(request.caller(), row).at("id")}};
                 };
             }}
    ).summary("Adds up to 1,000 parties: all or none of them, or as many as are right");
    app.get("/parties/{id}/", calling(read))
        .needs("parties.view")
        .answers(partyDetail())
        .summary("A party by its id or UUID; those of a merged one lead to the party that took its place");
    for (const char* method : {"PUT", "PATCH"}) {
        app.route(method, "/parties/{id}/", calling(change))
            .needs("parties.change")
            .body(partyBody())
            .answers(partyDetail())
            .summary("Changes what is sent");
    }
    app.remove("/parties/{id}/", calling(remove))
        .needs("parties.delete")
        .answers({boolean("deleted")})
        .summary("Removes a party that nothing refers to");
    app.post("/parties/{id}/merge/", calling(merge))
        .needs("parties.merge")
        .body({json("into").required().help("Id or UUID of the party that stays"), text("reason", 500).required()})
        .answers(partyDetail())
        .summary("Puts another party in the place of this one, whose id leads to it from now on");
    // clang-format on
}

} // namespace parties
