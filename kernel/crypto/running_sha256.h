#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;

namespace tenon::crypto {

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
class RunningSha256 {
public:
    /// Throws std::runtime_error when the cryptographic library refuses.
    RunningSha256();

    void update(std::span<const std::byte> bytes);

    /// The digest as 64 hexadecimal digits in lower case; ends the computation.
    [[nodiscard]] std::string finish();

private:
    struct Release {
        void operator()(evp_md_ctx_st* context) const noexcept;
    };

    std::unique_ptr<evp_md_ctx_st, Release> _context;
};

} // namespace tenon::crypto
