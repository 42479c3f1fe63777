#include "browser_handlers.h"

#include "login_page.h"

#include <kernel/auth/callers.h>

#include <tenon/error.h>

namespace tenon::auth {

namespace {

bool wantsPage(const Request& request) {
    return request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

JsonObject stateOf(const Principal* principal) {
    if (principal == nullptr) {
        return {{"is_authenticated", false}, {"user", nullptr}, {"csrf_token", nullptr}, {"expires_at", nullptr}};
    }
    const Account& account = principal->account();
    return {
        {"is_authenticated", true},
        {"user",
         {{"id", account.id}, {"uuid", account.uuid}, {"username", account.username}, {"email", account.email}}},
        {"csrf_token", browserProofOf(principal->session())},
        {"expires_at", principal->expiresAt().text()},
    };
}

Reply pageReply(int status, std::string html) {
    return Reply(status, Document{std::move(html), "text/html; charset=utf-8"}).with("Cache-Control", "no-store");
}

/// Back to the page, by GET: a browser that is reloaded must not send the password again.
Reply backToPage() { return pageReply(303, {}).with("Location", "./"); }

} // namespace

Reply BrowserHandlers::page(const Request& request) const {
    const auto principal = browserOf(request);
    if (!wantsPage(request)) {
        return ok(stateOf(principal.get())).with("Cache-Control", "no-store");
    }
    if (principal == nullptr) {
        return pageReply(200, loginPage(Attempt::None, _auth.settings().apiPrefix));
    }
    return pageReply(
        200, logoutPage(principal->name(), browserProofOf(principal->session()), _auth.settings().apiPrefix)
    );
}

Reply BrowserHandlers::login(const Request& request) const {
    requireThisSite(request);
    const std::string_view name = textAt(request.body(), "username");
    const std::string_view password = textAt(request.body(), "password");
    if (name.empty() || password.empty()) {
        if (wantsPage(request)) {
            return pageReply(400, loginPage(Attempt::Failed, _auth.settings().apiPrefix));
        }
        throw Invalid(name.empty() ? "username" : "password", "This field is required.");
    }
    try {
        return opened(request, _auth.login().signIn(request.caller(), name, password, request.dialect()).tokens);
    } catch (const Error& error) {
        if (!wantsPage(request) || error.status() != 401) {
            throw;
        }
        return pageReply(401, loginPage(Attempt::Failed, _auth.settings().apiPrefix));
    }
}

Reply BrowserHandlers::refresh(const Request& request) const {
    requireThisSite(request);
    const auto token = cookieIn(request.header("cookie").value_or(""), _cookies.refresh());
    if (!token || token->empty()) {
        throw Unauthenticated();
    }
    return opened(request, _auth.sessions().renew(request.caller(), *token));
}

Reply BrowserHandlers::logout(const Request& request) const {
    const auto* caller = dynamic_cast<const PrincipalCaller*>(&request.caller());
    if (caller == nullptr) {
        throw Unauthenticated();
    }
    _auth.sessions().end(request.caller(), caller->id(), caller->principal().session());
    Reply reply = wantsPage(request) ? backToPage() : ok(stateOf(nullptr)).saying("Logout successful");
    return std::move(reply)
        .with("Set-Cookie", _cookies.setAccess({}))
        .with("Set-Cookie", _cookies.setRefresh({}))
        .with("Set-Cookie", _cookies.setProof({}));
}

void BrowserHandlers::requireThisSite(const Request& request) const {
    if (!_site.isOriginOf(
            request.header("origin"), request.header("host").value_or(""), request.header("sec-fetch-site").value_or("")
        )) {
        throw Forbidden("CSRF_FAILED", "The request does not prove that it comes from this site.");
    }
}

Reply BrowserHandlers::opened(const Request& request, const SessionTokens& tokens) const {
    const auto principal = _auth.authenticator().bearerOf(tokens.access);
    if (principal == nullptr) {
        throw Unauthenticated("Invalid token.");
    }
    Reply reply = wantsPage(request) ? backToPage() : ok(stateOf(principal.get())).saying("Login successful");
    return std::move(reply)
        .with("Set-Cookie", _cookies.setAccess(tokens.access))
        .with("Set-Cookie", _cookies.setRefresh(tokens.refresh))
        .with("Set-Cookie", _cookies.setProof(browserProofOf(principal->session())));
}

std::shared_ptr<const Principal> BrowserHandlers::browserOf(const Request& request) const {
    const auto token = cookieIn(request.header("cookie").value_or(""), _cookies.access());
    return token ? _auth.authenticator().bearerOf(*token) : nullptr;
}

} // namespace tenon::auth
