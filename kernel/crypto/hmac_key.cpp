#include "hmac_key.h"

#include "openssl.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <atomic>
#include <stdexcept>

namespace tenon::crypto {

namespace {

struct MacContextDeleter {
    void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
};

using MacContext = std::unique_ptr<EVP_MAC_CTX, MacContextDeleter>;

MacContext contextWith(std::string_view secret) {
    static const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(
        required(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), &EVP_MAC_free
    );
    MacContext context(required(EVP_MAC_CTX_new(hmac.get())));
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    const auto* key = reinterpret_cast<const unsigned char*>(secret.data());
    require(EVP_MAC_init(context.get(), key, secret.size(), parameters));
    return context;
}

/// The contexts of the keys that a thread used last: setting a key up costs as much as signing a token.
class Contexts {
public:
    EVP_MAC_CTX* of(std::uint64_t serial, std::string_view secret) {
        for (Slot& slot : _slots) {
            if (slot.serial == serial) {
                require(EVP_MAC_init(slot.context.get(), nullptr, 0, nullptr));
                return slot.context.get();
            }
        }
        Slot& slot = _slots[_next++ % _slots.size()];
        slot = {serial, contextWith(secret)};
        return slot.context.get();
    }

private:
    struct Slot {
        std::uint64_t serial = 0;
        MacContext context;
    };

    std::array<Slot, 4> _slots;
    std::size_t _next = 0;
};

std::atomic<std::uint64_t> lastSerial{0};

} // namespace

HmacKey::HmacKey(std::string secret) : _secret(std::move(secret)), _serial(++lastSerial) {
    if (_secret.size() < 32) {
        throw std::invalid_argument("A signing secret needs at least 32 bytes.");
    }
}

HmacKey::~HmacKey() { OPENSSL_cleanse(_secret.data(), _secret.size()); }

Digest HmacKey::sign(std::string_view text) const {
    thread_local Contexts contexts;
    EVP_MAC_CTX* context = contexts.of(_serial, _secret);
    Digest digest{};
    std::size_t size = 0;
    require(EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(text.data()), text.size()));
    require(EVP_MAC_final(context, digest.data(), &size, digest.size()));
    return digest;
}

bool HmacKey::verify(std::string_view text, std::string_view signature) const {
    const Digest expected = sign(text);
    return signature.size() == expected.size()
           && CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

} // namespace tenon::crypto
