/// Groups: accounts that share permissions.

#include "routes.h"

#include <tenon/error.h>

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::Fields;
using tenon::Reply;
using tenon::Request;

Fields groupMembers() {
    return {
        text("name", 150).required().example("Billing Team"),
        text("description", 500),
        list("permissions", json("permission")).also("permission_ids").max(1000).help("Ids, UUIDs or codenames"),
        list("members", json("user")).also("user_ids").max(10000).help("Ids, UUIDs or user names"),
    };
}

Fields groupAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        text("name"),
        text("description"),
        list("permissions", text("codename")),
        integer("member_count"),
        list("members", object("member", {integer("id"), uuid("uuid"), text("username"), text("name")})),
    };
}

std::string_view groupIn(const Request& request) { return request.parameter("group_id"); }

Reply listGroups(Parts& parts, const Request& request) {
    return tenon::page(parts.accounts.groups().list(request.caller(), request.arguments(), request.paging()));
}

Reply read(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.groups().read(request.caller(), groupIn(request)));
}

Reply add(Parts& parts, const Request& request) {
    return tenon::created(parts.accounts.groups().add(request.caller(), request.body()))
        .saying("Group created successfully");
}

Reply change(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.groups().change(request.caller(), groupIn(request), request.body()))
        .saying("Group updated successfully");
}

/// A PUT names the group; the rest may be left out and then stays.
Reply replace(Parts& parts, const Request& request) {
    if (!request.body().contains("name")) {
        throw tenon::Invalid("name", "This field is required.");
    }
    return change(parts, request);
}

Reply remove(Parts& parts, const Request& request) {
    parts.accounts.groups().remove(request.caller(), groupIn(request));
    return tenon::ok({{"deleted", true}, {"detail", "The group was deleted."}}).saying("The group was deleted.");
}

} // namespace

void declareGroups(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/groups/", calling(listGroups))
        .dialect("ktl")
        .signedIn()
        .query({text("search", 200)})
        .answersList(groupAnswer())
        .summary("The groups");
    app.post("/groups/", calling(add))
        .dialect("ktl")
        .needs("users.add_group")
        .status(201)
        .body(groupMembers())
        .answers(groupAnswer())
        .summary("Adds a group; nobody gives it more than he may do himself");
    app.get("/groups/{group_id}/", calling(read))
        .dialect("ktl")
        .signedIn()
        .answers(groupAnswer())
        .summary("A group; with users.view_user its members, too");
    app.put("/groups/{group_id}/", calling(replace))
        .dialect("ktl")
        .needs("users.change_group")
        .body(groupMembers())
        .answers(groupAnswer())
        .summary("Names the group and changes what else is sent");
    app.patch("/groups/{group_id}/", calling(change))
        .dialect("ktl")
        .needs("users.change_group")
        .body(groupMembers())
        .answers(groupAnswer())
        .summary("Changes the members that are sent");
    app.remove("/groups/{group_id}/", calling(remove))
        .dialect("ktl")
        .needs("users.delete_group")
        .answers({boolean("deleted"), text("detail")})
        .summary("Removes a group; its members lose what it allowed");
    // clang-format on
}

} // namespace identity
