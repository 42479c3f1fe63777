/// Signing in and out: what is served, by whom it may be called, what it takes and gives.

#include "routes.h"

#include "browser_routes.h"
#include "handlers.h"

#include <kernel/auth/accounts/permission_names.h>

namespace tenon::auth {

namespace {

using namespace fields;

Fields loginBody() {
    return {
        text("login_id", 254).help("User name or e-mail address; one of login_id, username and email is needed."),
        text("username", 254),
        text("email", 254),
        secret("password", 1024),
        boolean("remember_me"),
        text("role"),
    };
}

Fields refreshBody() { return {secret("refresh_token", 512).also("refresh")}; }

Fields tokenBody() { return {secret("token", 4096).also("access_token").also("access")}; }

Fields sessionAnswer() {
    return {
        text("access_token"),
        text("access"),
        text("token"),
        text("refresh_token"),
        text("refresh"),
        object("tokens", {text("access"), text("refresh"), text("token_type")}),
        text("token_type"),
        integer("expires_in").help("Seconds until the access token expires."),
        timestamp("expires_at"),
    };
}

Fields accountAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        text("username"),
        text("email"),
        text("name"),
        text("role"),
        boolean("is_superuser"),
        list("roles", object("role", {text("role_name")})),
        list("permissions", text("permission")),
    };
}

Fields loginAnswer() {
    Fields answer = sessionAnswer();
    answer.push_back(object("user", accountAnswer()));
    answer.push_back(boolean("remember_me"));
    return answer;
}

Fields validityAnswer() { return {boolean("valid"), timestamp("expires_at"), object("user", accountAnswer())}; }

} // namespace

void declareAuth(App& app, Auth& auth) {
    const Handlers& on = app.keep<Handlers>(auth);
    const auto calling = [&on](Reply (Handlers::*handler)(const Request&) const) {
        return [&on, handler](const Request& request) { return (on.*handler)(request); };
    };

    declarePermissions(app);
    // clang-format off: a route's guard, body, answer and summary stay together
    app.post("/auth/login", calling(&Handlers::login))
        .open()
        .withoutTransaction()
        .body(loginBody())
        .anything()
        .rateClass("auth")
        .answers(loginAnswer())
        .summary("Signs in by user name or e-mail address and password");
    app.post("/security/login", calling(&Handlers::lockingLogin))
        .dialect("gaara")
        .open()
        .withoutTransaction()
        .body(loginBody())
        .anything()
        .rateClass("auth")
        .answers(loginAnswer())
        .summary("Signs in; tells when repeated failures have locked the name for a while");
    app.post("/d-login", calling(&Handlers::briefLogin))
        .dialect("bitblast")
        .open()
        .withoutTransaction()
        .body(loginBody())
        .anything()
        .rateClass("auth")
        .errorForm(ErrorForm::Error)
        .errorSays("VALIDATION", "Please provide both username and password")
        .errorSays("INVALID_CREDENTIALS", "Invalid credentials")
        .answers({text("token"), text("username"), text("role")})
        .summary("Signs in with a role as a hint");
    app.post("/ldap-login", calling(&Handlers::ldapLogin))
        .dialect("bitblast")
        .open()
        .withoutTransaction()
        .body(loginBody())
        .anything()
        .rateClass("auth")
        .errorForm(ErrorForm::Error)
        .errorSays("VALIDATION", "Please provide both username and password")
        .answers({text("token"), text("username"), text("role")})
        .summary("Signs in by a directory");
    app.post("/api-token-auth", calling(&Handlers::login))
        .dialect("visa")
        .open()
        .withoutTransaction()
        .body(loginBody())
        .anything()
        .rateClass("auth")
        .errorSays("INVALID_CREDENTIALS", "No active account found with the given credentials")
        .answers(loginAnswer())
        .summary("Obtains a token by user name and password");

    app.post("/auth/refresh", calling(&Handlers::refresh))
        .open()
        .withoutTransaction()
        .body(refreshBody())
        .anything()
        .answers(sessionAnswer())
        .summary("Spends a refresh token for new tokens");
    app.post("/auth/refresh-token", calling(&Handlers::refresh))
        .dialect("danasaham")
        .open()
        .withoutTransaction()
        .body(refreshBody())
        .anything()
        .answers(sessionAnswer())
        .summary("Spends a refresh token for new tokens");

    app.post("/auth/validate-token", calling(&Handlers::validate))
        .dialect("danasaham")
        .open()
        .withoutTransaction()
        .body(tokenBody())
        .anything()
        .answers(validityAnswer())
        .summary("Tells whether an access token is valid now");
    app.post("/auth/verify", calling(&Handlers::verify))
        .dialect("ktl")
        .open()
        .withoutTransaction()
        .body(tokenBody())
        .anything()
        .answers(validityAnswer())
        .summary("Tells whose the access token is");
    app.get("/auth/me", calling(&Handlers::me))
        .dialect("gaara")
        .signedIn()
        .duringPasswordChange()
        .answers(accountAnswer())
        .summary("The signed-in account");
    app.get("/get-user-info", calling(&Handlers::me))
        .dialect("bitblast")
        .signedIn()
        .duringPasswordChange()
        .answers(accountAnswer())
        .summary("The signed-in account");

    Fields logoutBody = refreshBody();
    logoutBody.push_back(boolean("logout_all_devices"));
    app.post("/auth/logout", calling(&Handlers::logout))
        .signedIn()
        .duringPasswordChange()
        .body(logoutBody)
        .anything()
        .answers({text("detail")})
        .summary("Ends the session, or all of the account's");
    app.post("/logout", calling(&Handlers::createdLogout))
        .dialect("bitblast")
        .signedIn()
        .duringPasswordChange()
        .anything()
        .status(201)
        .answers({text("detail")})
        .summary("Ends the session");

    app.post("/auth/stream-ticket", calling(&Handlers::streamTicket))
        .signedIn()
        .status(201)
        .answers({text("ticket"), integer("expires_in").help("Seconds")})
        .summary("A ticket that opens one event stream as ?token=, for browsers, which cannot send a token there");

    app.post("/create_first_admin", calling(&Handlers::createFirstAdmin))
        .dialect("bitblast")
        .open()
        .withoutTransaction()
        .anything()
        .errorForm(ErrorForm::Error)
        .body({text("username", 150), secret("password", 1024), text("email", 254), text("role")})
        .answers({text("success")})
        .status(201)
        .summary("Makes the first administrator while there is none");
    app.get("/check-admin-user-exists", calling(&Handlers::adminExists))
        .dialect("bitblast")
        .open()
        .answers({boolean("exists")})
        .summary("Tells whether there is an administrator");

    app.post("/security/change-password", calling(&Handlers::changePassword))
        .dialect("gaara")
        .signedIn()
        .duringPasswordChange()
        .withoutTransaction()
        .anything()
        .rateClass("password_reset")
        .body(
            {secret("old_password", 1024).also("current_password").required(),
             secret("new_password", 1024).required(),
             secret("new_password_confirm", 1024).also("confirm_password")}
        )
        .answers({text("detail")})
        .summary("Changes one's own password and ends all sessions");

    app.get("/mock-auth-config", calling(&Handlers::mockClaims))
        .dialect("visa")
        .open()
        .answers({text("username"), text("email"), list("roles", text("role")), boolean("is_superuser")})
        .summary("Made-up claims for pages under development; off unless the server is told to");
    // clang-format on
    declareBrowser(app, auth);
}

} // namespace tenon::auth
