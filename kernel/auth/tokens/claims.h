#pragma once

#include <tenon/time.h>

#include <cstdint>
#include <string>

namespace tenon::auth {

/// What an access token says about its bearer.
struct Claims {
    std::int64_t user = 0;  ///< `sub`
    std::int64_t epoch = 0; ///< `epo`: the account's perm_epoch when the token was issued
    std::string session;    ///< `sid`: the family of refresh tokens
    std::string dialect;    ///< `dia`: the dialect of the login
    Timestamp issuedAt;     ///< `iat`
    Timestamp expiresAt;    ///< `exp`
};

} // namespace tenon::auth
