#include "webhook_signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <span>
#include <stdexcept>

namespace notifications {

namespace {

std::string hexadecimal(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 0xfU]);
    }
    return text;
}

} // namespace

std::string webhookSignature(std::string_view secret, std::string_view timestamp, std::string_view body) {
    const std::string text = std::string(timestamp).append(".").append(body);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (::HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes, text.size(), mac.data(), &size)
        == nullptr) {
        throw std::runtime_error("HMAC-SHA256 failed");
    }
    return "v1=" + hexadecimal({mac.data(), size});
}

} // namespace notifications
