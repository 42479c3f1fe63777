#pragma once

#include <kernel/auth/sessions/browser_session.h>
#include <kernel/http/passage.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// Tells requests that a browser's user meant from those that another site made the browser send (ASVS 5.0, 3.5): the
/// cookie of a session counts for a change only together with a proof that other sites do not know, and when no header
/// names another site as the origin.
class BrowserProof {
public:
    /// `publicUrl` is where browsers find the server; empty: at the host that they name. `origins` are trusted as well.
    BrowserProof(std::string publicUrl, std::vector<std::string> origins)
        : _cookies(publicUrl), _site(std::move(publicUrl), std::move(origins)) {}

    /// The access token that a browser sends as a cookie.
    [[nodiscard]] std::optional<std::string_view> tokenOf(const Message& message) const;

    /// Whether the passage, whose principal came by cookie, has the proof: in the field X-CSRFToken or X-CSRF-Token, or
    /// as member `csrf_token` of a form.
    [[nodiscard]] bool isGiven(const Passage& passage) const;

private:
    auth::BrowserCookies _cookies;
    auth::BrowserSite _site;
};

} // namespace tenon::http
