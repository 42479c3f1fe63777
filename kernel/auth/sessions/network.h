#pragma once

#include <string>
#include <string_view>

namespace tenon::auth {

/// What an address counts as where attempts are counted: an IPv4 address as it is, an IPv6 address as its /64, because
/// one customer owns all of that. IPv4 in IPv6 form is IPv4. Another text is returned as it is.
[[nodiscard]] std::string networkOf(std::string_view address);

} // namespace tenon::auth
