#pragma once

#include <kernel/http/transport/address_range.h>
#include <kernel/http/transport/message.h>

#include <string_view>

namespace tenon::http {

/// Who a request comes from.
struct Client {
    std::string_view address; ///< Without port, e.g. "192.0.2.7".
    bool isSecure = false;    ///< It came by TLS to the proxy that stands in front.
};

/// The client behind `message`: its peer, or whom a trusted proxy names.
///
/// X-Forwarded-For is read from its end, where the nearest proxy writes: the first address that is no proxy's is the
/// client's, and what stands before it the client may have made up. Both fields of a peer that is not trusted are
/// ignored. The views live as long as `message`.
[[nodiscard]] Client clientOf(const Message& message, const AddressRanges& trustedProxies);

} // namespace tenon::http
