#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <sys/socket.h>

namespace tenon::http {

/// The address at the other end of a connection.
class PeerAddress {
public:
    /// What the connections of one peer are counted under: an IPv4 address or an IPv6 /64 network.
    using Network = std::uint64_t;

    PeerAddress() = default;
    explicit PeerAddress(const sockaddr_storage& address);

    /// The address without port, e.g. "192.0.2.7"; IPv4 is never shown in its IPv6 form.
    [[nodiscard]] std::string_view text() const { return _text.data(); }

    [[nodiscard]] Network network() const { return _network; }

private:
    std::array<char, 46> _text{}; // INET6_ADDRSTRLEN
    Network _network = 0;
};

} // namespace tenon::http
