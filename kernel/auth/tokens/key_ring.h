#pragma once

#include "token_key.h"

#include <kernel/auth/settings.h>
#include <kernel/crypto/dated_keys.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// The keys of access tokens: the newest signs, all of them verify. Safe to use from many threads.
///
/// They come from the settings or, when there are none, from the folder of secrets, where the first start makes one.
class KeyRing {
public:
    using Keys = std::vector<std::shared_ptr<const TokenKey>>; // shared with requests that are verifying by them

    /// Throws std::runtime_error when a key is too short, readable by others or the folder cannot be used.
    KeyRing(const std::vector<crypto::NamedKey>& given, crypto::SecretFolder folder);

    [[nodiscard]] std::shared_ptr<const TokenKey> newest() const;
    /// The key whose tokens have this encoded header; null when there is none.
    [[nodiscard]] std::shared_ptr<const TokenKey> withHeader(std::string_view header) const;

    /// Grows with every change of the keys: what was verified before must be verified again.
    [[nodiscard]] std::uint64_t generation() const noexcept { return _generation.load(std::memory_order_acquire); }

    /// Makes a new key that signs from now on, and forgets those that were replaced more than a day ago. Throws
    /// std::logic_error when the keys come from the settings.
    void rotate();

    /// Reads the folder again: another process may have rotated.
    void reload();

private:
    const crypto::DatedKeys _folder;
    const bool _isGiven;
    mutable std::mutex _mutex; ///< Guards _keys.
    Keys _keys;                ///< Newest first; never empty
    std::atomic<std::uint64_t> _generation{1};
};

} // namespace tenon::auth
