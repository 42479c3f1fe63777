#include <kernel/http/client.h>
#include <kernel/http/transport/text.h>

#include <ranges>

namespace tenon::http {

namespace {

/// Takes the last member off a comma-separated list.
std::string_view takeLast(std::string_view& list) {
    const std::size_t comma = list.rfind(',');
    const bool isOnly = comma == std::string_view::npos;
    const std::string_view last = trimmed(isOnly ? list : list.substr(comma + 1));
    list = isOnly ? std::string_view() : list.substr(0, comma);
    return last;
}

} // namespace

Client clientOf(const Message& message, const AddressRanges& trustedProxies) {
    Client client{.address = message.peer};
    if (trustedProxies.empty() || !trustedProxies.contain(message.peer)) {
        return client;
    }
    if (const auto scheme = message.header("x-forwarded-proto")) {
        std::string_view schemes = *scheme;
        client.isSecure = equalsIgnoringCase(takeLast(schemes), "https");
    }
    // Several fields are one list (RFC 9110 section 5.3).
    for (const Header& field : message.headers | std::views::reverse) {
        std::string_view hops = field.name == "x-forwarded-for" ? field.value : std::string_view();
        while (!hops.empty()) {
            const std::string_view hop = takeLast(hops);
            if (!isAddress(hop)) {
                return client; // the proxy that wrote this is the nearest that is known
            }
            client.address = hop;
            if (!trustedProxies.contain(hop)) {
                return client;
            }
        }
    }
    return client;
}

} // namespace tenon::http
