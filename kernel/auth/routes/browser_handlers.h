#pragma once

#include <kernel/auth/auth.h>
#include <kernel/auth/sessions/browser_session.h>

#include <tenon/reply.h>
#include <tenon/request.h>

namespace tenon::auth {

/// Translates between the requests of browsers and the services. A form is answered with pages, a script with JSON.
/// Called by many threads.
class BrowserHandlers {
public:
    explicit BrowserHandlers(Auth& auth)
        : _auth(auth), _cookies(auth.settings().publicUrl),
          _site(auth.settings().publicUrl, auth.settings().trustedOrigins) {}

    [[nodiscard]] Reply page(const Request& request) const;
    [[nodiscard]] Reply login(const Request& request) const;
    [[nodiscard]] Reply refresh(const Request& request) const;
    [[nodiscard]] Reply logout(const Request& request) const;

private:
    /// Throws Forbidden for a page of another site, which would sign its visitors in as somebody else.
    void requireThisSite(const Request& request) const;
    [[nodiscard]] Reply opened(const Request& request, const SessionTokens& tokens) const;
    [[nodiscard]] std::shared_ptr<const Principal> browserOf(const Request& request) const;

    Auth& _auth;
    BrowserCookies _cookies;
    BrowserSite _site;
};

} // namespace tenon::auth
