#include "places.h"

#include <tenon/error.h>

#include <algorithm>
#include <memory>
#include <netdb.h>
#include <stdexcept>

namespace tenon {

namespace {

Unavailable notFound() { return Unavailable("The name of the server is not known.", "OUTBOUND_FAILED"); }

std::string textOfAddress(const addrinfo& found) {
    std::array<char, NI_MAXHOST> text{};
    ::getnameinfo(found.ai_addr, found.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    return text.data();
}

std::vector<std::string> lookUp(const std::string& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) {
        return {};
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, ::freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        addresses.push_back(textOfAddress(*one));
    }
    return addresses;
}

} // namespace

OutboundPlaces::OutboundPlaces(const OutboundSettings& settings)
    : _resolve(settings.resolve ? settings.resolve : lookUp) {
    for (const std::string& text : settings.allowedNetworks) {
        const auto network = IpNetwork::parse(text);
        if (!network) {
            throw std::invalid_argument("\"" + text + "\" is no network such as 10.1.0.0/16 or fd00::/8");
        }
        _allowed.push_back(*network);
    }
}

OutboundUrl OutboundPlaces::admit(std::string_view text) const {
    OutboundUrl url = outboundUrlOf(text);
    if (url.address) {
        require(url, *url.address);
    }
    if (!url.isSecure && _allowed.empty()) {
        throw Invalid("url", "Must begin with https://.");
    }
    return url;
}

IpAddress OutboundPlaces::addressOf(const OutboundUrl& url) const {
    if (url.address) {
        return *url.address;
    }
    std::vector<IpAddress> addresses;
    for (const std::string& text : _resolve(url.host)) {
        const auto address = IpAddress::parse(text);
        if (!address) {
            throw notFound(); // One with a zone: link-local
        }
        require(url, *address);
        addresses.push_back(*address);
    }
    if (addresses.empty()) {
        throw notFound();
    }
    return addresses.front();
}

void OutboundPlaces::require(const OutboundUrl& url, const IpAddress& address) const {
    const bool isListed =
        std::ranges::any_of(_allowed, [&](const IpNetwork& network) { return network.contains(address); });
    if (!isListed && !(url.isSecure && address.isPublic())) {
        throw Forbidden("OUTBOUND_REFUSED", "This address may not be called.");
    }
}

} // namespace tenon
