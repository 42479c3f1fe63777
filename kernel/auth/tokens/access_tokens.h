#pragma once

#include "claims.h"
#include "key_ring.h"

#include <kernel/auth/settings.h>

#include <optional>
#include <string>
#include <string_view>

namespace tenon::auth {

/// Issues and verifies access tokens (RFC 7519, HS256). Safe to use from many threads.
///
/// The server accepts only what it issued itself: the header must be, byte for byte, that of one of its keys. So there
/// is no `alg`, `kid`, `jwk`, `jku`, `x5u` or `crit` to be fooled by, because no foreign header is ever interpreted.
class AccessTokens {
public:
    AccessTokens(const KeyRing& keys, const Settings& settings);

    /// A token with `claims`, valid from `claims.issuedAt` until `claims.expiresAt`.
    [[nodiscard]] std::string issue(const Claims& claims) const;

    /// The claims of a token that this server issued, for this audience, valid at `now`; else nothing.
    [[nodiscard]] std::optional<Claims> verify(std::string_view token, Timestamp now) const;

private:
    [[nodiscard]] std::optional<Claims> claimsOf(std::string_view payload, Timestamp now) const;

    const KeyRing& _keys;
    const std::string _issuer;
    const std::string _audience;
    const std::chrono::seconds _skew;
};

} // namespace tenon::auth
