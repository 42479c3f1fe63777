#include "handlers.h"

#include "account_answer.h"

#include <kernel/auth/callers.h>

#include <tenon/error.h>

#include <algorithm>
#include <array>

namespace tenon::auth {

namespace {

constexpr std::array<std::string_view, 3> nameKeys = {"login_id", "username", "email"};
constexpr std::array<std::string_view, 5> dialects = {"danasaham", "gaara", "bitblast", "ktl", "visa"};

/// The name that the client signs in by, under whichever key it came.
std::string_view nameIn(const JsonObject& body) {
    for (const std::string_view key : nameKeys) {
        if (const std::string_view name = textAt(body, key); !name.empty()) {
            return name;
        }
    }
    return {};
}

std::string_view dialectOf(const Request& request) {
    const std::string_view asked = request.header("x-api-dialect").value_or("");
    if (const auto known = std::ranges::find(dialects, asked); known != dialects.end()) {
        return *known;
    }
    if (!textAt(request.body(), "login_id").empty()) {
        return "ktl";
    }
    return textAt(request.body(), "username").empty() ? "danasaham" : "gaara";
}

std::string_view tokenIn(const Request& request) {
    const std::string_view token = textAt(request.body(), "token");
    if (!token.empty()) {
        return token;
    }
    const std::string_view header = request.header("authorization").value_or("");
    const auto blank = header.find(' ');
    return blank == std::string_view::npos ? std::string_view() : header.substr(blank + 1);
}

const Principal& principalOf(const Request& request) {
    const auto* caller = dynamic_cast<const PrincipalCaller*>(&request.caller());
    if (caller == nullptr) {
        throw Unauthenticated();
    }
    return caller->principal();
}

Reply loggedOut() { return ok({{"detail", "Successfully logged out."}}).saying("Logout successful"); }

} // namespace

Reply Handlers::login(const Request& request) const { return signedIn(request, dialectOf(request)); }

Reply Handlers::gaaraLogin(const Request& request) const { return signedIn(request, "gaara"); }

Reply Handlers::visaLogin(const Request& request) const { return signedIn(request, "visa"); }

Reply Handlers::bitblastLogin(const Request& request) const {
    if (nameIn(request.body()).empty() || textAt(request.body(), "password").empty()) {
        throw Invalid("Please provide both username and password");
    }
    const Login::Result result = signIn(request, "bitblast");
    JsonObject answer = describe(result.tokens);
    answer["username"] = result.account.username;
    answer["role"] = result.account.role;
    return ok(std::move(answer));
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
        return loggedOut();
    }
    _auth.sessions().end(request.caller(), principal.id(), principal.session());
    if (const std::string_view token = textAt(request.body(), "refresh_token"); !token.empty()) {
        _auth.sessions().endByToken(request.caller(), principal.id(), token);
    }
    return loggedOut();
}

Reply Handlers::bitblastLogout(const Request& request) const {
    const Principal& principal = principalOf(request);
    _auth.sessions().end(request.caller(), principal.id(), principal.session());
    return created({{"detail", "Successfully logged out."}});
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
    return ok({{"detail", "The password was changed."}}).saying("The password was changed.");
}

Login::Result Handlers::signIn(const Request& request, std::string_view dialect) const {
    const JsonObject& body = request.body();
    std::vector<FieldError> faults;
    if (nameIn(body).empty()) {
        const char* missing = dialect == "ktl" ? "login_id" : dialect == "danasaham" ? "email" : "username";
        faults.push_back({missing, "This field is required."});
    }
    if (textAt(body, "password").empty()) {
        faults.push_back({"password", "This field is required."});
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
    return _auth.login().signIn(request.caller(), nameIn(body), textAt(body, "password"), dialect);
}

Reply Handlers::signedIn(const Request& request, std::string_view dialect) const {
    const Login::Result result = signIn(request, dialect);
    JsonObject answer = describe(result.tokens);
    answer["user"] = described(result.account);
    answer["remember_me"] = flagAt(request.body(), "remember_me");
    return ok(std::move(answer)).saying("Login successful");
}

JsonObject Handlers::described(const Account& account) const {
    const Timestamp now = Clock::now();
    return describe(account, _auth.roles().rolesOf(account.id, now), _auth.roles().permissionsOf(account.id, now));
}

} // namespace tenon::auth
