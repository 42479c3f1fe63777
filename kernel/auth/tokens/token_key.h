#pragma once

#include <kernel/crypto/hmac_key.h>

#include <string>
#include <string_view>

namespace tenon::auth {

/// A key that signs access tokens, and the only header that a token signed by it may have.
class TokenKey {
public:
    /// `id` is the token's `kid`; throws std::invalid_argument for a secret of fewer than 32 bytes.
    TokenKey(std::string id, std::string secret);

    [[nodiscard]] const std::string& id() const { return _id; }

    /// The encoded header: {"alg":"HS256","kid":…,"typ":"JWT"}.
    [[nodiscard]] const std::string& header() const { return _header; }

    [[nodiscard]] const crypto::HmacKey& mac() const { return _mac; }

private:
    std::string _id;
    std::string _header;
    crypto::HmacKey _mac;
};

} // namespace tenon::auth
