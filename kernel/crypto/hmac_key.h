#pragma once

#include "sha256.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::crypto {

/// A secret with which texts are signed by HMAC-SHA-256 (RFC 2104). Safe to use from many threads.
class HmacKey {
public:
    /// Throws std::invalid_argument for a secret of fewer than 32 bytes (RFC 7518 3.2).
    explicit HmacKey(std::string secret);
    ~HmacKey();
    HmacKey(const HmacKey&) = delete;
    HmacKey& operator=(const HmacKey&) = delete;

    [[nodiscard]] Digest sign(std::string_view text) const;

    /// Whether `signature` is that of `text`; takes the same time wherever they differ.
    [[nodiscard]] bool verify(std::string_view text, std::string_view signature) const;

private:
    std::string _secret;
    std::uint64_t _serial; ///< Names this object for the threads' contexts; never used twice.
};

} // namespace tenon::crypto
