#pragma once

#include <tenon/export.h>

#include <cstddef>
#include <span>
#include <string>

namespace tenon {

/// Randomness fit for secrets (the operating system's generator). Safe to call from many threads.
class TENON_API Random {
public:
    /// Fills `bytes`; throws Unavailable when the system has no randomness.
    static void fill(std::span<std::byte> bytes);

    /// A random UUID, version 4 (RFC 9562 5.4), in lower case with hyphens.
    [[nodiscard]] static std::string uuid();

    /// `bytes` random bytes (1 to 64) as base64url without padding (RFC 4648 5).
    [[nodiscard]] static std::string token(std::size_t bytes = 32);
};

} // namespace tenon
