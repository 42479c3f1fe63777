/// Users: list, search, add, read, change, remove, password, lock, role.

#include "account_fields.h"
#include "new_account.h"
#include "routes.h"

#include <tenon/error.h>

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

std::string_view userIn(const Request& request) { return request.parameter("user_id"); }

Reply list(Parts& parts, const Request& request) {
    return tenon::page(parts.accounts.list(request.caller(), request.arguments(), request.paging()));
}

Reply add(Parts& parts, const Request& request) {
    return tenon::created(addAccount(parts, request.caller(), request.body())).saying("User created successfully");
}

Reply read(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.read(request.caller(), userIn(request)));
}

Reply change(Parts& parts, const Request& request) {
    return tenon::ok(changeAccount(parts, request.caller(), userIn(request), request.body()))
        .saying("User updated successfully");
}

Reply remove(Parts& parts, const Request& request) {
    const JsonObject user = parts.accounts.read(request.caller(), userIn(request));
    parts.accounts.remove(request.caller(), userIn(request));
    return tenon::ok({
                         {"id", user.at("id")},
                         {"uuid", user.at("uuid")},
                         {"deleted", true},
                         {"detail", "The user was deleted."},
                     })
        .saying("The user was deleted.");
}

Reply resetPassword(Parts& parts, const Request& request) {
    const std::string_view password = tenon::textAt(request.body(), "new_password");
    parts.accounts.resetPassword(request.caller(), userIn(request), password);
    return tenon::ok({{"detail", "The password was reset."}, {"must_change_password", true}}
    ).saying("The password was reset.");
}

Reply lockOrUnlock(Parts& parts, const Request& request) {
    const Json* locked = request.body().if_contains("is_locked");
    if (locked == nullptr) {
        throw tenon::Invalid("is_locked", "This field is required.");
    }
    if (locked->as_bool()) {
        return tenon::ok(parts.accounts.lock(request.caller(), userIn(request))).saying("User locked");
    }
    return tenon::ok(parts.accounts.unlock(request.caller(), userIn(request))).saying("User unlocked");
}

Reply changeRole(Parts& parts, const Request& request) {
    const std::string_view role = tenon::textAt(request.body(), "role");
    if (role.empty()) {
        throw tenon::Invalid("role", "This field is required.");
    }
    return tenon::ok(parts.accounts.setRole(request.caller(), userIn(request), role)).saying("Role changed");
}

Reply readPreferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.read(request.caller(), userIn(request)));
}

Reply changePreferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.change(request.caller(), userIn(request), request.body()))
        .saying("Preferences saved");
}

} // namespace

void declareUsers(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/users/", calling(list))
        .needs("users.view_user")
        .query(accountFilters())
        .answersList(accountAnswer())
        .summary("The accounts, those of the caller's scope");
    app.get("/users/search/", calling(list))
        .dialect("danasaham")
        .needs("users.view_user")
        .query(accountFilters())
        .answersList(accountAnswer())
        .summary("Accounts whose user name, address or name holds a text");
    app.post("/users/", calling(add))
        .needs("users.add_user")
        .withoutTransaction()
        .status(201)
        .body(newAccountMembers())
        .requiredIn("ktl", "password_confirm")
        .answers(accountAnswer())
        .summary("Adds an account");

    app.get("/users/{user_id}/", calling(read))
        .needs("users.view_user")
        .answers(accountAnswer())
        .summary("An account, named by id, UUID or user name");
    app.put("/users/{user_id}/", calling(change))
        .needs("users.change_user")
        .body(accountMembers())
        .answers(accountAnswer())
        .summary("Changes the members that are sent");
    app.patch("/users/{user_id}/", calling(change))
        .dialect("ktl")
        .needs("users.change_user")
        .body(accountMembers())
        .answers(accountAnswer())
        .summary("Changes the members that are sent");
    app.remove("/users/{user_id}/", calling(remove))
        .needs("users.delete_user")
        .answers(doneAnswer())
        .summary("Closes an account for good; the audit trail keeps it");

    app.post("/users/{user_id}/reset-password/", calling(resetPassword))
        .dialect("danasaham")
        .needs("users.change_user")
        .withoutTransaction()
        .body({secret("new_password", 128).also("password").required()})
        .answers({text("detail"), boolean("must_change_password")})
        .summary("Sets a password that its owner must change");
    app.patch("/users/{user_id}/lock-unlock/", calling(lockOrUnlock))
        .dialect("danasaham")
        .needs("users.change_user")
        .body({boolean("is_locked").also("locked").required()})
        .answers(accountAnswer())
        .summary("Locks an account and ends its sessions, or unlocks it");
    app.patch("/users/{user_id}/change-role/", calling(changeRole))
        .dialect("danasaham")
        .needs("users.assign_role")
        .body({text("role", 100).required()})
        .answers(accountAnswer())
        .summary("Changes the main role of an account");

    app.get("/users/{user_id}/preferences/", calling(readPreferences))
        .dialect("danasaham")
        .signedIn()
        .answers({text("language"), text("timezone")})
        .summary("What clients keep for an account; one's own, or users.view_user");
    app.put("/users/{user_id}/preferences/", calling(changePreferences))
        .dialect("danasaham")
        .signedIn()
        .anything()
        .body({text("language", 10).nullable(), text("timezone", 50).nullable()})
        .answers({text("language"), text("timezone")})
        .summary("Changes the members that are sent; one's own, or users.change_user");
    // clang-format on
}

} // namespace identity
