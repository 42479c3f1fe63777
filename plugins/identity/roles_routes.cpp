/// Roles: what they allow, and who holds them until when.

#include "new_account.h"
#include "role_assignment.h"
#include "routes.h"

#include <utility>

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::Fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

Fields roleMembers() {
    return {
        text("name", 100).required().example("billing_manager"),
        text("display_name", 100),
        text("description", 500),
        integer("role_level").min(1).max(1000).help("1 is the highest; initially 100"),
        boolean("can_assign_roles").help("Whether its holders may give roles of lower levels"),
        integer("max_assignments").min(1).nullable(),
        choice("scope", {"own", "subtree", "organisation", "all"})
            .help("How far it reaches where an assignment does not say"),
        list("permissions", json("permission")).also("permission_ids").max(1000).help("Ids, UUIDs or codenames"),
        boolean("is_active"),
    };
}

Fields roleAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        text("name"),
        text("role_name"),
        text("display_name"),
        text("description"),
        integer("role_level"),
        boolean("can_assign_roles"),
        integer("max_assignments").nullable(),
        integer("assignments"),
        list("permissions", text("codename")),
        text("scope"),
        boolean("is_active"),
        boolean("is_builtin"),
    };
}

Fields assignmentAnswer() {
    return {
        integer("id"),
        integer("user"),
        text("username"),
        integer("role"),
        text("role_name"),
        integer("assigned_by").nullable(),
        text("assigned_by_name"),
        timestamp("assigned_at"),
        timestamp("expires_at").nullable(),
        text("reason"),
        text("scope"),
        list("places", object("place", {text("kind"), integer("id")})),
        boolean("is_active"),
        boolean("is_primary"),
    };
}

/// `first` and what an assignment says of the role, its end and its reach.
Fields assignmentTerms(Fields first) {
    const Fields terms{
        json("role_id").also("role"),
        choice("action", {"assign", "remove", "revoke"}).initial("assign"),
        text("reason", 500),
        timestamp("expires_at").nullable(),
        choice("scope", {"own", "subtree", "organisation", "all"})
            .help("Which rows the role reaches; initially as it is with the role, no farther than the caller"),
        list("places", object("place", {text("kind", 40).required().example("company"), json("id").required()}))
            .max(200)
            .help("Of the scope organisation: what the role is given for"),
    };
    first.insert(first.end(), terms.begin(), terms.end());
    return first;
}

Fields assignmentMembers() { return assignmentTerms({json("user_id").also("user")}); }

Fields assignmentsMembers() {
    Fields members = assignmentTerms({list("user_ids", json("user_id")).also("users").max(mostAssignments)});
    members.push_back(list("assignments", object("assignment", assignmentMembers())).max(mostAssignments));
    return members;
}

std::string_view roleIn(const Request& request) { return request.parameter("role_id"); }

Reply listRoles(Parts& parts, const Request& request) {
    return tenon::page(parts.accounts.roles().list(request.caller(), request.arguments(), request.paging()));
}

Reply read(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.roles().read(request.caller(), roleIn(request)));
}

Reply add(Parts& parts, const Request& request) {
    return tenon::created(parts.accounts.roles().add(request.caller(), request.body()))
        .saying("Role created successfully");
}

Reply change(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.roles().change(request.caller(), roleIn(request), request.body()))
        .saying("Role updated successfully");
}

Reply remove(Parts& parts, const Request& request) {
    parts.accounts.roles().remove(request.caller(), roleIn(request));
    return tenon::ok({{"deleted", true}, {"detail", "The role was deleted."}}).saying("The role was deleted.");
}

Reply assign(Parts& parts, const Request& request) {
    return tenon::ok(assignRole(parts, request.caller(), request.body())).saying("The roles of the user were changed.");
}

Reply assignMany(Parts& parts, const Request& request) {
    return tenon::ok(assignRoles(parts, request.caller(), request.body()));
}

Reply assignments(Parts& parts, const Request& request) {
    return tenon::page(parts.accounts.roles().assignments(request.caller(), request.arguments(), request.paging()));
}

} // namespace

void declareRoles(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    for (const auto& [path, system] : {std::pair("/roles/", "ktl"), std::pair("/permissions/roles/", "gaara")}) {
        app.get(path, calling(listRoles))
            .dialect(system)
            .signedIn()
            .query({text("search", 200)})
            .answersList(roleAnswer())
            .summary("The roles, highest level first");
        app.post(path, calling(add))
            .dialect(system)
            .needs("users.add_role")
            .status(201)
            .body(roleMembers())
            .answers(roleAnswer())
            .summary("Adds a role; nobody gives it more than he may do himself");
    }
    app.get("/roles/{role_id}/", calling(read))
        .dialect("ktl")
        .signedIn()
        .answers(roleAnswer())
        .summary("A role, named by id, UUID or name");
    app.patch("/roles/{role_id}/", calling(change))
        .dialect("ktl")
        .needs("users.change_role")
        .body(roleMembers())
        .answers(roleAnswer())
        .summary("Changes the members that are sent");
    app.put("/roles/{role_id}/", calling(change))
        .dialect("ktl")
        .needs("users.change_role")
        .body(roleMembers())
        .answers(roleAnswer())
        .summary("Changes the members that are sent");
    app.remove("/roles/{role_id}/", calling(remove))
        .dialect("ktl")
        .needs("users.delete_role")
        .answers({boolean("deleted"), text("detail")})
        .summary("Removes a role that nobody holds");

    app.post("/roles/assign/", calling(assign))
        .dialect("ktl")
        .needs("users.assign_role")
        .body(assignmentMembers())
        .answers(assignmentAnswer())
        .summary("Gives a role to a user until an end, or takes it away");
    app.post("/roles/bulk-assign/", calling(assignMany))
        .dialect("ktl")
        .needs("users.assign_role")
        .withoutTransaction()
        .body(assignmentsMembers())
        .answers({list("results", json("result")), integer("succeeded"), integer("failed")})
        .summary("Gives a role to many users, or takes it away; each has its own result");
    app.get("/user-roles/", calling(assignments))
        .dialect("ktl")
        .signedIn()
        .query({text("user", 150).also("user_id"), text("role", 100).also("role_id")})
        .answersList(assignmentAnswer())
        .summary("Who holds which role; without users.view_user one's own");
    // clang-format on
}

} // namespace identity
