/// Users that BitBlast's clients name by their user name.

#include "routes.h"

namespace identity {

namespace {

using namespace tenon::fields;
using tenon::ErrorForm;
using tenon::Reply;
using tenon::Request;

std::string_view userIn(const Request& request) { return request.parameter("username"); }

Reply assignRole(Parts& parts, const Request& request) {
    const std::string_view role = tenon::textAt(request.body(), "role");
    const tenon::JsonObject account = parts.accounts.setRole(request.caller(), userIn(request), role);
    const std::string name(tenon::textAt(account, "username"));
    const std::string given(tenon::textAt(account, "role"));
    return tenon::created({{"message", "Role for " + name + " changed to " + given}});
}

Reply roleOf(Parts& parts, const Request& request) {
    const tenon::JsonObject account = parts.accounts.read(request.caller(), userIn(request));
    return tenon::ok({{"role", account.at("role")}});
}

} // namespace

void declareUserNames(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.post("/users/{username}/assign-role/", calling(assignRole))
        .dialect("bitblast")
        .needs("users.assign_role")
        .status(201)
        .errorForm(ErrorForm::Error)
        .errorSays("NOT_FOUND", "User not found")
        .errorSays("VALIDATION", "Invalid role")
        .body({text("role", 100).required()})
        .answers({text("message")})
        .summary("Changes the main role of a user");
    app.get("/users/{username}/user-role/", calling(roleOf))
        .dialect("bitblast")
        .signedIn()
        .errorForm(ErrorForm::Error)
        .errorSays("NOT_FOUND", "User not found")
        .answers({text("role")})
        .summary("The main role of a user; one's own, or users.view_user");
    // clang-format on
}

} // namespace identity
