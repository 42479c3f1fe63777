#pragma once

#include <tenon/time.h>

#include <cstdint>
#include <string>

namespace tenon::auth {

/// What a login or a refresh hands out. The only place where the tokens exist in clear.
struct SessionTokens {
    std::int64_t account = 0;
    std::string access;
    std::string refresh;
    std::string dialect;
    Timestamp issuedAt;
    Timestamp accessExpiresAt;
    Timestamp refreshExpiresAt;
};

} // namespace tenon::auth
