#include "sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tenon::files {

namespace {

void expect(int answer) {
    if (answer != 1) {
        throw std::runtime_error("SHA-256 is not available");
    }
}

} // namespace

void Sha256::Release::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

Sha256::Sha256() : _context(EVP_MD_CTX_new()) { expect(EVP_DigestInit_ex(_context.get(), EVP_sha256(), nullptr)); }

void Sha256::update(std::span<const std::byte> bytes) {
    expect(EVP_DigestUpdate(_context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::finish() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    expect(EVP_DigestFinal_ex(_context.get(), digest.data(), &length));
    std::string text;
    for (const unsigned char byte : std::span(digest).first(length)) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

} // namespace tenon::files
