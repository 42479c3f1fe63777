#include "network.h"

#include <arpa/inet.h>
#include <array>
#include <cstring>

namespace tenon::auth {

std::string networkOf(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));
    in6_addr parsed{};
    if (::inet_pton(AF_INET6, text.c_str(), &parsed) != 1) {
        return text;
    }
    std::array<char, INET6_ADDRSTRLEN> shown{};
    if (IN6_IS_ADDR_V4MAPPED(&parsed)) {
        return ::inet_ntop(AF_INET, parsed.s6_addr + 12, shown.data(), shown.size());
    }
    std::memset(parsed.s6_addr + 8, 0, 8);
    return std::string(::inet_ntop(AF_INET6, &parsed, shown.data(), shown.size())) + "/64";
}

} // namespace tenon::auth
