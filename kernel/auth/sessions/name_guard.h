#pragma once

#include "sign_in_limits.h"

#include <tenon/database.h>

#include <optional>
#include <string_view>

namespace tenon::auth {

/// Counts the failed logins of each name that was typed, by the rules of an account's own lock but whether or not there
/// is an account of that name. It decides nothing but what a refusal says: a route may tell that a name is locked
/// without telling whether it exists. Kept in the database, shared by all nodes.
class NameGuard {
public:
    NameGuard(Database& database, const SignInLimits& limits) : _database(database), _limits(limits) {}

    /// Counts a failure; joins the caller's transaction. Returns until when the name is locked, if it is.
    std::optional<Timestamp> noteFailure(std::string_view name, Timestamp now);

    /// Forgets the failures of a name after a login; joins the caller's transaction.
    void clear(std::string_view name);

    /// Deletes counters that no longer count; for a daily schedule.
    void removeOld();

private:
    Database& _database;
    const SignInLimits& _limits;
};

} // namespace tenon::auth
