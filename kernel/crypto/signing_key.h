#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tenon::crypto {

/// An Ed25519 key pair (RFC 8032): signs what others can verify without being able to sign. Safe to use from many
/// threads.
class SigningKey {
public:
    /// A new key pair from the system's randomness.
    [[nodiscard]] static SigningKey generate();

    /// The key pair of a 32-byte private key; throws std::invalid_argument for another size.
    [[nodiscard]] static SigningKey fromPrivate(std::string_view privateKey);

    /// The 32 bytes of the private key.
    [[nodiscard]] std::string privateKey() const;

    /// The first 16 hexadecimal digits of the public key's SHA-256: names the key.
    [[nodiscard]] const std::string& id() const { return _id; }

    /// The signature of `text`, 64 bytes.
    [[nodiscard]] std::string sign(std::string_view text) const;
    [[nodiscard]] bool verify(std::string_view text, std::string_view signature) const;

private:
    // Shared: copies of a key use one immutable object of OpenSSL, whose type stays out of this header.
    explicit SigningKey(std::shared_ptr<void> pair);

    std::shared_ptr<void> _pair;
    std::string _id;
};

} // namespace tenon::crypto
