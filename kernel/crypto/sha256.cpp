#include "sha256.h"

#include "openssl.h"

#include <openssl/evp.h>

namespace tenon::crypto {

namespace {

struct MdContextDeleter {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

/// Fetched once: an implicit fetch at every digest costs more than the digest.
const EVP_MD* algorithm() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> fetched(
        required(EVP_MD_fetch(nullptr, "SHA256", nullptr)), &EVP_MD_free
    );
    return fetched.get();
}

} // namespace

Digest sha256(std::string_view text) {
    thread_local const std::unique_ptr<EVP_MD_CTX, MdContextDeleter> context(required(EVP_MD_CTX_new()));
    Digest digest{};
    require(EVP_DigestInit_ex2(context.get(), algorithm(), nullptr));
    require(EVP_DigestUpdate(context.get(), text.data(), text.size()));
    require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr));
    return digest;
}

std::string hexOf(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

std::string sha256Hex(std::string_view text) { return hexOf(sha256(text)); }

} // namespace tenon::crypto
