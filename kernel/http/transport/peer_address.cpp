#include <kernel/http/transport/peer_address.h>

#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

namespace tenon::http {

PeerAddress::PeerAddress(const sockaddr_storage& address) {
    in_addr v4{};
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        if (!IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
            ::inet_ntop(AF_INET6, &v6.sin6_addr, _text.data(), static_cast<socklen_t>(_text.size()));
            std::memcpy(&_network, &v6.sin6_addr, sizeof _network);
            return;
        }
        std::memcpy(&v4, v6.sin6_addr.s6_addr + 12, sizeof v4);
    } else if (address.ss_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        v4 = in.sin_addr;
    }
    ::inet_ntop(AF_INET, &v4, _text.data(), static_cast<socklen_t>(_text.size()));
    _network = v4.s_addr;
}

} // namespace tenon::http
