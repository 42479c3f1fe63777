#pragma once

#include "session_store.h"
#include "session_tokens.h"
#include "sign_in_limits.h"

#include <kernel/auth/accounts/standings.h>
#include <kernel/auth/settings.h>
#include <kernel/auth/tokens/access_tokens.h>

#include <tenon/audit.h>
#include <tenon/caller.h>

#include <string_view>

namespace tenon::auth {

/// Sessions: opened by a login, kept alive by refresh tokens that are spent once, ended by a logout.
///
/// Safe to call from many threads. `renew` opens its own transaction; the others join the caller's.
class Sessions {
public:
    Sessions(
        Database& database,
        Audit& audit,
        AccountStore& accounts,
        SessionStore& store,
        Standings& standings,
        const AccessTokens& tokens,
        const Settings& settings,
        const SignInLimits& limits
    );

    /// Opens a session under a new name for an account that has just proved who it is.
    [[nodiscard]] SessionTokens open(const Account& account, std::string_view dialect, Timestamp now);

    /// Spends `refreshToken` and hands out new tokens of the same session.
    ///
    /// Throws Error 401 INVALID_TOKEN when it is unknown, expired, revoked, spent or its account may not act. A token
    /// that was spent before the call began is stolen by someone: its whole session ends, which the audit trail tells.
    /// One that another request spent during the call is only late.
    [[nodiscard]] SessionTokens renew(const Caller& caller, std::string_view refreshToken);

    /// Ends the session with this name; its access tokens are refused from the next request on.
    void end(const Caller& caller, std::int64_t account, std::string_view session);

    /// Ends the session of a refresh token, if it belongs to the account.
    void endByToken(const Caller& caller, std::int64_t account, std::string_view refreshToken);

    /// Ends every session of the account and all its access tokens.
    void endAll(const Caller& caller, std::int64_t account);

    /// Deletes refresh tokens that expired more than a day ago; for a daily schedule. Returns how many.
    std::int64_t removeExpired();

private:
    [[nodiscard]] SessionTokens
    issue(const Account& account, std::string_view session, std::string_view dialect, Timestamp now);
    void endStolen(const Caller& caller, const StoredRefreshToken& token);

    Database& _database;
    Audit& _audit;
    AccountStore& _accounts;
    SessionStore& _store;
    Standings& _standings;
    const AccessTokens& _tokens;
    const Settings _settings;
    const SignInLimits& _limits;
};

} // namespace tenon::auth
