#pragma once

#include "hashing_pool.h"

#include <kernel/auth/settings.h>

#include <optional>
#include <string>
#include <string_view>

namespace tenon::auth {

/// Hashes and tests passwords on a pool of their own. Safe to call from many threads, never inside a transaction.
class Passwords {
public:
    Passwords(const PasswordCost& cost, std::size_t queue);

    [[nodiscard]] std::string hash(std::string_view password);

    /// Whether `password` belongs to the account with `phc`. Without an account the answer is no and takes the same
    /// time.
    [[nodiscard]] bool matches(const std::optional<std::string>& phc, std::string_view password);

    /// Whether a password that was found right should be hashed again because the parameters have changed.
    [[nodiscard]] bool isOutdated(std::string_view phc) const;

private:
    const PasswordCost _cost;
    HashingPool _pool;
    const std::string _nobodys; ///< The hash of a password that nobody knows
};

} // namespace tenon::auth
