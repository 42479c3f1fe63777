#pragma once

#include "sign_in_limits.h"

#include <tenon/database.h>

#include <string_view>

namespace tenon::auth {

/// Counts the failed logins of an address, whoever they were for. It is slower to act than an account's own counter,
/// because many people may share an address; without an address it does not act. Kept in the database: a restart or
/// another node does not give new attempts.
class AddressGuard {
public:
    AddressGuard(Database& database, const SignInLimits& limits) : _database(database), _limits(limits) {}

    /// Throws Error 429 TOO_MANY_ATTEMPTS with `retry_after` (seconds) in its details while the address has to wait.
    void requireOpen(std::string_view address);

    /// Counts a failure; joins the caller's transaction.
    void noteFailure(std::string_view address, Timestamp now);

    /// Deletes counters that no longer count; for a daily schedule. Returns how many.
    std::int64_t removeOld();

private:
    Database& _database;
    const SignInLimits& _limits;
};

} // namespace tenon::auth
