#include "running_sha256.h"

#include "sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tenon::crypto {

namespace {

void expect(int answer) {
    if (answer != 1) {
        throw std::runtime_error("SHA-256 is not available");
    }
}

} // namespace

void RunningSha256::Release::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

RunningSha256::RunningSha256() : _context(EVP_MD_CTX_new()) {
    expect(EVP_DigestInit_ex(_context.get(), EVP_sha256(), nullptr));
}

void RunningSha256::update(std::span<const std::byte> bytes) {
    expect(EVP_DigestUpdate(_context.get(), bytes.data(), bytes.size()));
}

std::string RunningSha256::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    expect(EVP_DigestFinal_ex(_context.get(), digest.data(), &length));
    return hexOf(std::span(digest).first(length));
}

} // namespace tenon::crypto
