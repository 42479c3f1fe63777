#include "sealing_key.h"

#include "openssl.h"

#include <tenon/random.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace tenon::crypto {

namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;
constexpr std::size_t leastSecret = 32;

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int lengthOf(std::string_view text) { return static_cast<int>(text.size()); }

std::string derived(std::string_view secret) {
    const std::unique_ptr<EVP_KDF, Deleter<EVP_KDF_free>> kdf(required(EVP_KDF_fetch(nullptr, "HKDF", nullptr)));
    const std::unique_ptr<EVP_KDF_CTX, Deleter<EVP_KDF_CTX_free>> context(required(EVP_KDF_CTX_new(kdf.get())));
    std::string key(keyBytes, '\0');
    std::string digest = "SHA256";
    std::string purpose = "tenon sealed text";
    std::string input(secret);
    const std::array parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, input.data(), input.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
        OSSL_PARAM_construct_end(),
    };
    require(EVP_KDF_derive(context.get(), bytesOf(key), key.size(), parameters.data()));
    OPENSSL_cleanse(input.data(), input.size());
    return key;
}

} // namespace

SealingKey::SealingKey(std::string id, std::string_view secret) : _id(std::move(id)) {
    if (secret.size() < leastSecret) {
        throw std::invalid_argument("A sealing secret needs at least 32 bytes.");
    }
    _key = derived(secret);
}

SealingKey::~SealingKey() { OPENSSL_cleanse(_key.data(), _key.size()); }

std::string SealingKey::seal(std::string_view place, std::string_view text) const {
    std::string sealed(nonceBytes + text.size() + tagBytes, '\0');
    Random::fill(std::as_writable_bytes(std::span(sealed.data(), nonceBytes)));
    unsigned char* const nonce = bytesOf(sealed);
    unsigned char* const ciphertext = nonce + nonceBytes;
    int written = 0;
    const Cipher cipher(required(EVP_CIPHER_CTX_new()));
    require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(_key), nonce));
    require(EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(place), lengthOf(place)));
    require(EVP_EncryptUpdate(cipher.get(), ciphertext, &written, bytesOf(text), lengthOf(text)));
    require(EVP_EncryptFinal_ex(cipher.get(), ciphertext + text.size(), &written));
    require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, ciphertext + text.size()));
    return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view place, std::string_view sealed) const {
    if (sealed.size() < nonceBytes + tagBytes) {
        return std::nullopt;
    }
    const std::string_view ciphertext = sealed.substr(nonceBytes, sealed.size() - nonceBytes - tagBytes);
    std::string tag(sealed.substr(sealed.size() - tagBytes));
    std::string text(ciphertext.size(), '\0');
    int written = 0;
    const Cipher cipher(required(EVP_CIPHER_CTX_new()));
    require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(_key), bytesOf(sealed)));
    require(EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(place), lengthOf(place)));
    require(EVP_DecryptUpdate(cipher.get(), bytesOf(text), &written, bytesOf(ciphertext), lengthOf(ciphertext)));
    require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data()));
    const bool isGenuine = EVP_DecryptFinal_ex(cipher.get(), bytesOf(text) + text.size(), &written) == 1;
    return isGenuine ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace tenon::crypto
