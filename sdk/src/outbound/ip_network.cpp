#include "ip_network.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>

namespace tenon {

namespace {

constexpr std::array<std::uint8_t, 12> version4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned version4Bits = 96;

/// Version 4: IANA's registry of special addresses (RFC 6890), groups and what is reserved.
constexpr std::array<std::string_view, 15> closedVersion4{
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
};

/// Version 6: only what is handed out to networks (RFC 4291 2.4), ...
constexpr std::string_view openVersion6 = "2000::/3";
/// ... but for Teredo and its neighbours, examples and 6to4.
constexpr std::array<std::string_view, 4> closedVersion6{"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"};

template <std::size_t count>
bool isIn(const std::array<std::string_view, count>& networks, const IpAddress& address) {
    return std::ranges::any_of(networks, [&](std::string_view network) {
        return IpNetwork::parse(network)->contains(address);
    });
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    const std::string terminated(text);
    Bytes bytes{};
    if (::inet_pton(AF_INET, terminated.c_str(), bytes.data() + version4Prefix.size()) == 1) {
        std::ranges::copy(version4Prefix, bytes.begin());
        return IpAddress(bytes);
    }
    if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) {
        return IpAddress(bytes);
    }
    return std::nullopt;
}

bool IpAddress::isVersion4() const { return std::equal(version4Prefix.begin(), version4Prefix.end(), _bytes.begin()); }

bool IpAddress::isPublic() const {
    if (isVersion4()) {
        return !isIn(closedVersion4, *this);
    }
    return IpNetwork::parse(openVersion6)->contains(*this) && !isIn(closedVersion6, *this);
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (isVersion4()) {
        return ::inet_ntop(AF_INET, _bytes.data() + version4Prefix.size(), text.data(), text.size());
    }
    return ::inet_ntop(AF_INET6, _bytes.data(), text.data(), text.size());
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto base = IpAddress::parse(text.substr(0, slash));
    if (!base) {
        return std::nullopt;
    }
    const unsigned before = text.find(':') == std::string_view::npos ? version4Bits : 0;
    if (slash == std::string_view::npos) {
        return IpNetwork(*base, 128);
    }
    const std::string_view digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (error != std::errc() || end != digits.data() + digits.size() || bits > 128 - before) {
        return std::nullopt;
    }
    return IpNetwork(*base, before + bits);
}

bool IpNetwork::contains(const IpAddress& address) const {
    const unsigned whole = _bits / 8;
    const auto& wanted = _base.bytes();
    const auto& given = address.bytes();
    if (!std::equal(wanted.begin(), wanted.begin() + whole, given.begin())) {
        return false;
    }
    const unsigned rest = _bits % 8;
    return rest == 0 || (wanted.at(whole) >> (8 - rest)) == (given.at(whole) >> (8 - rest));
}

} // namespace tenon
