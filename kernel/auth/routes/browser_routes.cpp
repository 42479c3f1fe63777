/// Sessions of browsers: a page to sign in, and the same for scripts.

#include "browser_routes.h"

#include "browser_handlers.h"

namespace tenon::auth {

namespace {

using namespace fields;

Fields sessionAnswer() {
    return {
        boolean("is_authenticated"),
        object("user", {integer("id"), text("username"), text("email")}).nullable(),
        text("csrf_token").nullable().help("Sent as X-CSRFToken with every request that changes something."),
        timestamp("expires_at").nullable(),
    };
}

} // namespace

void declareBrowser(App& app, Auth& auth) {
    const BrowserHandlers& on = app.keep<BrowserHandlers>(auth);
    const auto calling = [&on](Reply (BrowserHandlers::*handler)(const Request&) const) {
        return [&on, handler](const Request& request) { return (on.*handler)(request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    for (const char* path : {"/session-auth/", "/session-auth/login/"}) {
        app.get(path, calling(&BrowserHandlers::page))
            .dialect("visa")
            .open()
            .answers(sessionAnswer())
            .summary("The page to sign in, or for scripts who is signed in");
    }
    app.post("/session-auth/login/", calling(&BrowserHandlers::login))
        .dialect("visa")
        .open()
        .withoutTransaction()
        .body({text("username", 254).also("email").also("login_id"), secret("password", 1024)})
        .anything()
        .rateClass("auth")
        .answers(sessionAnswer())
        .summary("Signs a browser in by cookie");
    app.post("/session-auth/refresh/", calling(&BrowserHandlers::refresh))
        .dialect("visa")
        .open()
        .withoutTransaction()
        .anything()
        .answers(sessionAnswer())
        .summary("Lengthens the session of a browser");
    app.post("/session-auth/logout/", calling(&BrowserHandlers::logout))
        .dialect("visa")
        .signedIn()
        .body({text("csrf_token", 100)})
        .anything()
        .answers(sessionAnswer())
        .summary("Ends the session of a browser");
    // clang-format on
}

} // namespace tenon::auth
