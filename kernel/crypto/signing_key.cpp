#include "signing_key.h"

#include "openssl.h"
#include "sha256.h"

#include <openssl/evp.h>

namespace tenon::crypto {

namespace {

constexpr std::size_t keySize = 32;
constexpr std::size_t signatureSize = 64;

struct MdContextDeleter {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

using MdContext = std::unique_ptr<EVP_MD_CTX, MdContextDeleter>;

EVP_PKEY* keyOf(const std::shared_ptr<void>& pair) { return static_cast<EVP_PKEY*>(pair.get()); }

std::shared_ptr<void> owned(EVP_PKEY* key) {
    return {required(key), [](void* pair) { EVP_PKEY_free(static_cast<EVP_PKEY*>(pair)); }};
}

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

} // namespace

SigningKey::SigningKey(std::shared_ptr<void> pair) : _pair(std::move(pair)) {
    std::string publicKey(keySize, '\0');
    std::size_t size = publicKey.size();
    require(EVP_PKEY_get_raw_public_key(keyOf(_pair), bytesOf(publicKey), &size));
    _id = sha256Hex(publicKey).substr(0, 16);
}

SigningKey SigningKey::generate() { return SigningKey(owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))); }

SigningKey SigningKey::fromPrivate(std::string_view privateKey) {
    if (privateKey.size() != keySize) {
        throw std::invalid_argument("A private key of Ed25519 has 32 bytes.");
    }
    return SigningKey(owned(EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, bytesOf(privateKey), keySize))
    );
}

std::string SigningKey::privateKey() const {
    std::string key(keySize, '\0');
    std::size_t size = key.size();
    require(EVP_PKEY_get_raw_private_key(keyOf(_pair), bytesOf(key), &size));
    return key;
}

std::string SigningKey::sign(std::string_view text) const {
    const MdContext context(required(EVP_MD_CTX_new()));
    std::string signature(signatureSize, '\0');
    std::size_t size = signature.size();
    require(EVP_DigestSignInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, keyOf(_pair), nullptr));
    require(EVP_DigestSign(context.get(), bytesOf(signature), &size, bytesOf(text), text.size()));
    return signature;
}

bool SigningKey::verify(std::string_view text, std::string_view signature) const {
    const MdContext context(required(EVP_MD_CTX_new()));
    require(EVP_DigestVerifyInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, keyOf(_pair), nullptr));
    return EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(text), text.size()) == 1;
}

} // namespace tenon::crypto
