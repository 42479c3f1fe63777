#include "browser_session.h"

#include <kernel/crypto/sha256.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view proofCookie = "csrftoken"; // The name that scripts written for Django look for

} // namespace

BrowserCookies::BrowserCookies(std::string_view publicUrl)
    : _isSecure(publicUrl.starts_with("https://")), _access(_isSecure ? "__Host-tenon-session" : "tenon-session"),
      _refresh(_isSecure ? "__Host-tenon-refresh" : "tenon-refresh") {}

std::string BrowserCookies::setAccess(std::string_view token) const { return set(_access, token, "; HttpOnly"); }

std::string BrowserCookies::setRefresh(std::string_view token) const { return set(_refresh, token, "; HttpOnly"); }

std::string BrowserCookies::setProof(std::string_view proof) const { return set(proofCookie, proof, ""); }

std::string BrowserCookies::set(std::string_view name, std::string_view value, std::string_view more) const {
    std::string field(name);
    field.append("=").append(value).append("; Path=/; SameSite=Strict").append(more);
    if (_isSecure) {
        field.append("; Secure");
    }
    if (value.empty()) {
        field.append("; Max-Age=0");
    }
    return field;
}

bool BrowserSite::isOriginOf(std::optional<std::string_view> origin, std::string_view host, std::string_view fetchSite)
    const {
    if (!origin) {
        return fetchSite.empty() || fetchSite == "none" || fetchSite == "same-origin";
    }
    // A form of a page without referrers, as ours are, tells no origin (Fetch 3.1.3).
    if (*origin == "null") {
        return fetchSite == "same-origin";
    }
    if (std::ranges::find(_trusted, *origin) != _trusted.end()) {
        return true;
    }
    const auto scheme = origin->find("://");
    const bool isHere = scheme != std::string_view::npos && origin->substr(scheme + 3) == host;
    return _publicUrl.empty() ? isHere : *origin == _publicUrl;
}

std::optional<std::string_view> cookieIn(std::string_view field, std::string_view name) {
    while (!field.empty()) {
        const auto end = std::min(field.find(';'), field.size());
        std::string_view pair = field.substr(0, end);
        field.remove_prefix(std::min(end + 1, field.size()));
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return pair.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

std::string browserProofOf(std::string_view session) {
    return crypto::sha256Hex("tenon browser proof " + std::string(session)).substr(0, 40);
}

} // namespace tenon::auth
