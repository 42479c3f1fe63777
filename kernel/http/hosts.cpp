#include <kernel/http/hosts.h>
#include <kernel/http/transport/text.h>

#include <tenon/error.h>

#include <algorithm>
#include <utility>

namespace tenon::http {

namespace {

std::string_view withoutPort(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    const bool isPort = colon != std::string_view::npos && std::ranges::all_of(host.substr(colon + 1), isDigit);
    return isPort ? host.substr(0, colon) : host; // the colons of "[2001:db8::1]" are followed by its bracket
}

} // namespace

Hosts::Hosts(std::vector<std::string> names) : _names(std::move(names)) {}

void Hosts::require(const Message& message) const {
    if (_names.empty()) {
        return;
    }
    const std::string_view host = withoutPort(message.header("host").value_or(""));
    const bool isKnown = std::ranges::any_of(_names, [&](const auto& name) { return equalsIgnoringCase(name, host); });
    if (!isKnown) {
        throw Error(421, "MISDIRECTED", "This server is not known by the name in the Host field.");
    }
}

} // namespace tenon::http
