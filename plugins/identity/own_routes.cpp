/// The caller's own account: profile, permissions, password, preferences.

#include "account_fields.h"
#include "new_account.h"
#include "routes.h"

#include <tenon/error.h>

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

std::string ownKey(const Request& request) { return std::to_string(request.caller().id()); }

Reply profile(Parts& parts, const Request& request) {
    return tenon::ok(parts.accounts.read(request.caller(), ownKey(request)));
}

Reply changeProfile(Parts& parts, const Request& request) {
    return tenon::ok(changeAccount(parts, request.caller(), ownKey(request), request.body())).saying("Profile updated");
}

Reply permissions(Parts& parts, const Request& request) {
    const JsonObject own = parts.accounts.read(request.caller(), ownKey(request));
    return tenon::ok(
        {{"permissions", own.at("permissions")}, {"roles", own.at("roles")}, {"is_superuser", own.at("is_superuser")}}
    );
}

Reply changePassword(Parts& parts, const Request& request) {
    const JsonObject& body = request.body();
    const std::string_view password = tenon::textAt(body, "new_password");
    if (tenon::textAt(body, "new_password_confirm", password) != password) {
        throw tenon::Invalid("new_password_confirm", "The two passwords differ.");
    }
    parts.accounts.changePassword(request.caller(), tenon::textAt(body, "old_password"), password);
    return tenon::ok({{"detail", "The password was changed."}}).saying("The password was changed.");
}

Reply preferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.read(request.caller(), ownKey(request)));
}

Reply changePreferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.change(request.caller(), ownKey(request), request.body()))
        .saying("Preferences saved");
}

/// What everybody may change of himself.
tenon::Fields ownMembers() {
    tenon::Fields members{text("name", 200)};
    for (tenon::Field& field : profileMembers()) {
        const std::string_view member = field.name();
        if (member != "employee_id" && member != "designation" && member != "department") {
            members.push_back(std::move(field));
        }
    }
    return members;
}

} // namespace

void declareOwnAccount(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/users/profile/", calling(profile))
        .dialect("ktl")
        .signedIn()
        .duringPasswordChange()
        .answers(accountAnswer())
        .summary("One's own account");
    app.patch("/users/profile/", calling(changeProfile))
        .dialect("ktl")
        .signedIn()
        .body(ownMembers())
        .answers(accountAnswer())
        .summary("Changes one's own name and profile");
    app.get("/users/permissions/", calling(permissions))
        .dialect("ktl")
        .signedIn()
        .answers({list("permissions", text("permission")), list("roles", json("role")), boolean("is_superuser")})
        .summary("What the caller may do");
    app.post("/users/change-password/", calling(changePassword))
        .dialect("ktl")
        .signedIn()
        .duringPasswordChange()
        .withoutTransaction()
        .rateClass("password_reset")
        .body(
            {secret("old_password", 128).also("current_password").required(),
             secret("new_password", 128).required(),
             secret("new_password_confirm", 128).also("confirm_password")}
        )
        .answers({text("detail")})
        .summary("Changes one's own password and ends all sessions");

    app.get("/settings/preferences/", calling(preferences))
        .dialect("gaara")
        .signedIn()
        .answers({text("language"), text("timezone")})
        .summary("What clients keep for the caller");
    app.put("/settings/preferences/", calling(changePreferences))
        .dialect("gaara")
        .signedIn()
        .anything()
        .body({text("language", 10).nullable(), text("timezone", 50).nullable()})
        .answers({text("language"), text("timezone")})
        .summary("Changes the members that are sent");
    // clang-format on
}

} // namespace identity
