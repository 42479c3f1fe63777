#include "url.h"

#include <tenon/error.h>

#include <algorithm>
#include <charconv>

namespace tenon {

namespace {

constexpr std::size_t longest = 2048;
constexpr std::size_t longestName = 253;
constexpr std::size_t longestLabel = 63;

Invalid notCallable() { return {"url", "Must be a URL such as https://hooks.example/tenon."}; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isNamePart(char c) { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; }

bool isVisible(char c) { return c > ' ' && c <= '~' && c != '\\' && c != '"' && c != '<' && c != '>'; }

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Takes "https://" or "http://" off the text, whatever its case.
bool takeScheme(std::string_view& text, std::string_view scheme) {
    const bool begins =
        text.size() > scheme.size() && std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, lowered);
    text.remove_prefix(begins ? scheme.size() : 0);
    return begins;
}

/// Names end in a label that is no number: "2130706433" and "0x7f.1" would be read as addresses by some.
bool isName(std::string_view host) {
    if (host.empty() || host.size() > longestName) {
        return false;
    }
    std::string_view last;
    for (std::string_view rest = host;;) {
        const auto dot = std::min(rest.find('.'), rest.size());
        last = rest.substr(0, dot);
        const bool isLabel = !last.empty() && last.size() <= longestLabel && last.front() != '-' && last.back() != '-'
                             && std::ranges::all_of(last, isNamePart);
        if (!isLabel) {
            return false;
        }
        if (dot == rest.size()) {
            break;
        }
        rest.remove_prefix(dot + 1);
    }
    return !isDigit(last.front());
}

std::uint16_t portIn(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size() || port == 0) {
        throw notCallable();
    }
    return port;
}

/// Splits "host", "host:port" or "[address]:port" and fills in both.
void readAuthority(OutboundUrl& url, std::string_view authority) {
    std::string_view port;
    const bool isBracketed = authority.starts_with('[');
    if (isBracketed) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos) {
            throw notCallable();
        }
        url.host = authority.substr(1, close - 1);
        port = authority.substr(close + 1);
    } else {
        const auto colon = std::min(authority.find(':'), authority.size());
        url.host = authority.substr(0, colon);
        port = authority.substr(colon);
    }
    url.address = IpAddress::parse(url.host);
    const bool hasColons = url.host.find(':') != std::string::npos;
    if (isBracketed ? !url.address || !hasColons : !url.address && !isName(url.host)) {
        throw notCallable();
    }
    if (!port.empty()) {
        if (port.front() != ':') {
            throw notCallable();
        }
        url.port = portIn(port.substr(1));
    }
}

} // namespace

std::string OutboundUrl::authority() const {
    const std::string shown = host.find(':') == std::string::npos ? host : '[' + host + ']';
    const bool isUsual = port == (isSecure ? 443 : 80);
    return isUsual ? shown : shown + ':' + std::to_string(port);
}

OutboundUrl outboundUrlOf(std::string_view text) {
    if (text.size() > longest || !std::ranges::all_of(text, isVisible) || text.find('#') != std::string_view::npos) {
        throw notCallable();
    }
    OutboundUrl url;
    if (takeScheme(text, "http://")) {
        url.isSecure = false;
        url.port = 80;
    } else if (!takeScheme(text, "https://")) {
        throw notCallable();
    }
    const auto end = std::min(text.find_first_of("/?"), text.size());
    readAuthority(url, text.substr(0, end));
    url.target = text.substr(end);
    if (!url.target.starts_with('/')) {
        url.target.insert(0, 1, '/');
    }
    return url;
}

} // namespace tenon
