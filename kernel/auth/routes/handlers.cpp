#include "handlers.h"

#include "account_answer.h"

#include <kernel/auth/callers.h>
#include <kernel/auth/sessions/login_names.h>

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

std::string_view tokenIn(const Request& request) {
    const std::string_view token = textAt(request.body(), "token");
    if (!token.empty()) {
        return token;
    }
    const std::string_view header = request.header("authorization").value_or("");
    const auto blank = header.find(' ');
    return blank == std::string_view::npos ? std::string_view() : header.substr(blank + 1);
}

/// Throws Invalid with every member that is missing of a login.
void requireLogin(const JsonObject& body) {
    std::vector<FieldError> faults;
    if (loginNameIn(body).empty()) {
        const auto sent = std::ranges::find_if(loginNames, [&](std::string_view key) { return body.contains(key); });
        faults.push_back({std::string(sent == loginNames.end() ? "username" : *sent), "This field is required."});
    }
    if (textAt(body, "password").empty()) {
        faults.push_back({"password", "This field is required."});
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

const Principal& principalOf(const Request& request) {
    const auto* caller = dynamic_cast<const PrincipalCaller*>(&request.caller());
    if (caller == nullptr) {
        throw Unauthenticated();
    }
    return caller->principal();
}

} // namespace

Reply Handlers::login(const Request& request) const { return signedIn(request, Login::Lockout::Untold); }

Reply Handlers::lockingLogin(const Request& request) const { return signedIn(request, Login::Lockout::Told); }

Reply Handlers::briefLogin(const Request& request) const {
    const Login::Result result = signIn(request, Login::Lockout::Untold);
    JsonObject answer = describe(result.tokens);
    answer["username"] = result.account.username;
    answer["role"] = result.account.role;
    return ok(std::move(answer));
}

Reply Handlers::ldapLogin(const Request& request) const {
    requireLogin(request.body());
    throw Unavailable("No LDAP server is configured.", "LDAP_NOT_CONFIGURED");
}

Reply Handlers::refresh(const Request& request) const {
    const std::string_view token = textAt(request.body(), "refresh_token");
    if (token.empty()) {
        throw Invalid("refresh_token", "This field is required.");
    }
    return ok(describe(_auth.sessions().renew(request.caller(), token))).saying("Token refreshed successfully");
}

Reply Handlers::logout(const Request& request) const {
    const Principal& principal = principalOf(request);
    if (flagAt(request.body(), "logout_all_devices")) {
        _auth.sessions().endAll(request.caller(), principal.id());
        return ok(nullptr).saying("Logout successful");
    }
    _auth.sessions().end(request.caller(), principal.id(), principal.session());
    if (const std::string_view token = textAt(request.body(), "refresh_token"); !token.empty()) {
        _auth.sessions().endByToken(request.caller(), principal.id(), token);
    }
    return ok(nullptr).saying("Logout successful");
}

Reply Handlers::streamTicket(const Request& request) const {
    const std::int64_t seconds = StreamTickets::lifetime.count();
    return created({{"ticket", _auth.tickets().issue(principalOf(request).claims())}, {"expires_in", seconds}});
}

Reply Handlers::createdLogout(const Request& request) const {
    const Principal& principal = principalOf(request);
    _auth.sessions().end(request.caller(), principal.id(), principal.session());
    return created(nullptr).saying("Successfully logged out.");
}

Reply Handlers::validate(const Request& request) const {
    const std::string_view token = tokenIn(request);
    if (token.empty()) {
        throw Invalid("access_token", "This field is required.");
    }
    const auto bearer = _auth.authenticator().bearerOf(token);
    if (bearer == nullptr) {
        return ok({{"valid", false}}).saying("Token is not valid");
    }
    return ok({{"valid", true}, {"expires_at", bearer->expiresAt().text()}, {"user", described(bearer->account())}}
    ).saying("Token is valid");
}

Reply Handlers::verify(const Request& request) const {
    const auto bearer = _auth.authenticator().bearerOf(tokenIn(request));
    if (bearer == nullptr) {
        throw Error(401, "INVALID_TOKEN", "The token is invalid or expired.");
    }
    return ok({{"valid", true}, {"expires_at", bearer->expiresAt().text()}, {"user", described(bearer->account())}}
    ).saying("Token is valid");
}

Reply Handlers::me(const Request& request) const { return ok(described(principalOf(request).account())); }

Reply Handlers::createFirstAdmin(const Request& request) const {
    const JsonObject& body = request.body();
    const NewAccount admin{
        .username = std::string(textAt(body, "username")),
        .email = std::string(textAt(body, "email")),
        .password = std::string(textAt(body, "password")),
        .role = "Admin",
    };
    if (admin.username.empty() || admin.password.empty()) {
        throw Invalid("Username and password are required.");
    }
    _auth.accounts().addFirstAdmin(request.caller(), admin);
    return created({{"success", "Admin user created successfully."}});
}

Reply Handlers::adminExists(const Request&) const { return ok({{"exists", _auth.accounts().adminExists()}}); }

Reply Handlers::changePassword(const Request& request) const {
    const std::string_view newPassword = textAt(request.body(), "new_password");
    if (textAt(request.body(), "new_password_confirm", newPassword) != newPassword) {
        throw Invalid("new_password_confirm", "The two passwords differ.");
    }
    _auth.accounts().changePassword(request.caller(), textAt(request.body(), "old_password"), newPassword);
    return ok(nullptr).saying("The password was changed.");
}

Reply Handlers::mockClaims(const Request&) const {
    if (!_auth.settings().mockClaims) {
        throw Forbidden("mock_auth_disabled", "Mock authentication is disabled.");
    }
    return ok({
        {"sub", "mock"},
        {"username", "mock"},
        {"email", "mock@example.invalid"},
        {"full_name", "Mock User"},
        {"roles", {"Admin"}},
        {"is_superuser", true},
        {"is_staff", true},
        {"is_active", true},
        {"mock", true},
    });
}

Login::Result Handlers::signIn(const Request& request, Login::Lockout lockout) const {
    const JsonObject& body = request.body();
    requireLogin(body);
    return _auth.login().signIn(
        request.caller(), loginNameIn(body), textAt(body, "password"), request.dialect(), lockout
    );
}

Reply Handlers::signedIn(const Request& request, Login::Lockout lockout) const {
    const Login::Result result = signIn(request, lockout);
    JsonObject answer = describe(result.tokens);
    answer["user"] = described(result.account);
    answer["remember_me"] = flagAt(request.body(), "remember_me");
    return ok(std::move(answer)).saying("Login successful");
}

JsonObject Handlers::described(const Account& account) const { return _auth.directory().whole(account); }

} // namespace tenon::auth
