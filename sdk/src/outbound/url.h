#pragma once

#include "ip_network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// The parts of a URL that may be called.
struct OutboundUrl {
    bool isSecure = true;
    std::string host;                 ///< Name or address, without brackets
    std::optional<IpAddress> address; ///< When the host is one
    std::uint16_t port = 443;
    std::string target; ///< Path and query

    /// What a Host field says.
    [[nodiscard]] std::string authority() const;
};

/// Reads a URL strictly: http or https, visible ASCII alone, no user, no fragment, a host whose form leaves no doubt
/// (RFC 1123 names without a final dot, addresses in their usual form). Throws Invalid on the field `url`.
[[nodiscard]] OutboundUrl outboundUrlOf(std::string_view text);

} // namespace tenon
