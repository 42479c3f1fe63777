#pragma once

#include "ip_network.h"
#include "url.h"

#include <tenon/outbound.h>

#include <vector>

namespace tenon {

/// Where calls may lead.
class OutboundPlaces {
public:
    /// Throws std::invalid_argument for what is no network.
    explicit OutboundPlaces(const OutboundSettings& settings);

    /// Reads `url`; throws Invalid for what is no URL, Forbidden for an address that may not be called.
    [[nodiscard]] OutboundUrl admit(std::string_view url) const;

    /// The address to connect to; throws Forbidden when the host has one that may not be called, Unavailable when it
    /// has none.
    [[nodiscard]] IpAddress addressOf(const OutboundUrl& url) const;

private:
    void require(const OutboundUrl& url, const IpAddress& address) const;

    std::vector<IpNetwork> _allowed;
    std::function<std::vector<std::string>(const std::string&)> _resolve;
};

} // namespace tenon
