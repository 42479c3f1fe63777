#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::auth {

/// The cookies of a browser that is signed in: the access token and the refresh token, which no script can read, and
/// the proof against cross-site requests, which the site's own scripts read and send back in a header.
class BrowserCookies {
public:
    /// `publicUrl` is where browsers find the server. With https the cookies are bound to this host and to TLS
    /// (`__Host-`, Secure, RFC 6265bis 4.1.3.2); without, browsers would not send such cookies back.
    explicit BrowserCookies(std::string_view publicUrl);

    [[nodiscard]] const std::string& access() const { return _access; }

    [[nodiscard]] const std::string& refresh() const { return _refresh; }

    /// The value of a Set-Cookie field for each of the three; a session that ends is set with empty values.
    [[nodiscard]] std::string setAccess(std::string_view token) const;
    [[nodiscard]] std::string setRefresh(std::string_view token) const;
    [[nodiscard]] std::string setProof(std::string_view proof) const;

private:
    [[nodiscard]] std::string set(std::string_view name, std::string_view value, std::string_view more) const;

    bool _isSecure;
    std::string _access;
    std::string _refresh;
};

/// Tells whether a page of this site made a request, by what browsers say of it and pages cannot change.
class BrowserSite {
public:
    /// `publicUrl` is where browsers find the server; empty: at the host that they name. `trusted` origins are this
    /// site's.
    BrowserSite(std::string publicUrl, std::vector<std::string> trusted)
        : _publicUrl(std::move(publicUrl)), _trusted(std::move(trusted)) {}

    /// By the fields Origin, Host and Sec-Fetch-Site; a request without the first and the last is no browser's.
    [[nodiscard]] bool
    isOriginOf(std::optional<std::string_view> origin, std::string_view host, std::string_view fetchSite) const;

private:
    std::string _publicUrl;
    std::vector<std::string> _trusted;
};

/// The value of cookie `name` in a Cookie field (RFC 6265 4.2.1); nothing when it is not there.
[[nodiscard]] std::optional<std::string_view> cookieIn(std::string_view field, std::string_view name);

/// What a browser of this session sends with each request that changes something, so that it cannot be another site
/// that makes it send them. Only who knows the session's name, which is in the cookie alone, can tell it.
[[nodiscard]] std::string browserProofOf(std::string_view session);

} // namespace tenon::auth
