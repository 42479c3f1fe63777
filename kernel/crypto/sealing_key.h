#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon::crypto {

/// Encrypts and authenticates texts by AES-256-GCM (NIST SP 800-38D) with random nonces: good for 2^32 texts.
/// Immutable; safe to use from many threads.
class SealingKey {
public:
    /// The key is derived from `secret` (at least 32 bytes) by HKDF-SHA256 (RFC 5869); throws std::invalid_argument for
    /// a shorter one.
    SealingKey(std::string id, std::string_view secret);
    ~SealingKey();
    SealingKey(SealingKey&&) noexcept = default;
    SealingKey(const SealingKey&) = delete;
    SealingKey& operator=(const SealingKey&) = delete;
    SealingKey& operator=(SealingKey&&) = delete;

    [[nodiscard]] const std::string& id() const { return _id; }

    /// Nonce, ciphertext and tag of `text`, bound to `place`.
    [[nodiscard]] std::string seal(std::string_view place, std::string_view text) const;

    /// The text, or nothing when a bit of `sealed` was changed, or `place` or the key is another one.
    [[nodiscard]] std::optional<std::string> open(std::string_view place, std::string_view sealed) const;

private:
    std::string _id;
    std::string _key;
};

} // namespace tenon::crypto
