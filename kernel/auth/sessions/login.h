#pragma once

#include "address_guard.h"
#include "name_guard.h"
#include "sessions.h"

#include <kernel/auth/accounts/account_store.h>
#include <kernel/auth/passwords/passwords.h>

#include <string_view>

namespace tenon::auth {

/// Signing in by name and password, for all login routes alike.
///
/// An unknown name, a wrong password, a locked and a disabled account get the same answer after the same work, so that
/// a login tells nobody which accounts exist. Safe to call from many threads, never inside a transaction.
class Login {
public:
    Login(
        Database& database,
        Audit& audit,
        AccountStore& accounts,
        Passwords& passwords,
        Sessions& sessions,
        AddressGuard& addresses,
        NameGuard& names,
        const SignInLimits& limits
    );

    struct Result {
        Account account;
        SessionTokens tokens;
    };

    /// Whether a refusal tells that the name is locked after too many failures.
    enum class Lockout { Untold, Told };

    /// Opens a session. `name` is a user name or an e-mail address, `dialect` that of the client.
    ///
    /// Throws Error 401 INVALID_CREDENTIALS, or 423 ACCOUNT_LOCKED with `retry_after` (seconds) when that is told of
    /// this name; Error 429 TOO_MANY_ATTEMPTS for an address that has to wait, Error 503 when too many sign in at once.
    [[nodiscard]] Result signIn(
        const Caller& caller,
        std::string_view name,
        std::string_view password,
        std::string_view dialect,
        Lockout lockout = Lockout::Untold
    );

private:
    [[nodiscard]] std::optional<Result>
    admit(const Caller& caller, const Credentials& tested, std::string_view name, std::string_view dialect);
    [[nodiscard]] std::optional<Timestamp> refuse(const Caller& caller, std::int64_t account, std::string_view name);

    Database& _database;
    Audit& _audit;
    AccountStore& _accounts;
    Passwords& _passwords;
    Sessions& _sessions;
    AddressGuard& _addresses;
    NameGuard& _names;
    const SignInLimits& _limits;
};

} // namespace tenon::auth
