#pragma once

#include "account_store.h"
#include "role_store.h"
#include "standings.h"

#include <kernel/auth/passwords/passwords.h>
#include <kernel/auth/sessions/session_store.h>

#include <tenon/audit.h>
#include <tenon/caller.h>

#include <string_view>
#include <vector>

namespace tenon::auth {

/// Administers accounts: the rules behind `tenon user` and behind the modules that show users. Every change is audited
/// and seen by the next request. Safe to call from many threads; functions that take a password not inside a
/// transaction.
class AccountService {
public:
    static constexpr std::string_view viewPermission = "users.view_user";
    static constexpr std::string_view addPermission = "users.add_user";
    static constexpr std::string_view changePermission = "users.change_user";

    AccountService(
        Database& database,
        Audit& audit,
        AccountStore& accounts,
        RoleStore& roles,
        SessionStore& sessions,
        Standings& standings,
        Passwords& passwords
    );

    /// Adds an account. Throws Invalid (name, e-mail address, password), Conflict DUPLICATE when the name or address is
    /// another account's, Forbidden without `users.add_user` and, for a superuser, to all but superusers.
    Account add(const Caller& caller, const NewAccount& account);

    /// Adds the first superuser on behalf of anybody. Throws Error 400 ADMIN_EXISTS when there is one; of several
    /// simultaneous calls one succeeds.
    Account addFirstAdmin(const Caller& caller, const NewAccount& account);

    [[nodiscard]] bool adminExists() { return _accounts.superuserExists(); }

    /// Accounts by id. `limit` 1 to 200.
    [[nodiscard]] std::vector<Account> list(const Caller& caller, std::int64_t limit, std::int64_t offset);
    /// The account with this user name or e-mail address; throws NotFound.
    [[nodiscard]] Account find(const Caller& caller, std::string_view login);

    /// Lets the account sign in or not. Throws Conflict LAST_SUPERUSER rather than leave no superuser, Forbidden for
    /// one's own account and, where the account is a superuser's, to all but superusers; NotFound.
    void setActive(const Caller& caller, std::int64_t id, bool active);
    /// Locks the account until it is unlocked; throws as above.
    void lock(const Caller& caller, std::int64_t id);
    /// Ends a lock of either kind: by an administrator or after wrong passwords.
    void unlock(const Caller& caller, std::int64_t id);

    /// Replaces the password and ends all sessions; its owner must change it at the next login. Throws Invalid,
    /// NotFound.
    void resetPassword(const Caller& caller, std::int64_t id, std::string_view password);
    /// Changes one's own password and ends all sessions. Throws Invalid on `old_password` when that is wrong.
    void changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword);

    /// Gives a role until `until`, or for good. Throws NotFound when there is no such role or account,
    /// Forbidden when the role allows what the caller may not do.
    void grantRole(const Caller& caller, std::int64_t id, std::string_view role, std::optional<Timestamp> until = {});
    void revokeRole(const Caller& caller, std::int64_t id, std::string_view role);
    /// Makes or changes a role, for those who hold it from their next request on. For superusers.
    void defineRole(
        const Caller& caller,
        std::string_view role,
        std::string_view displayName,
        const std::vector<std::string>& permissions
    );

private:
    Account insert(const Caller& caller, const NewAccount& account, std::string_view passwordHash);
    Account changeable(const Caller& caller, std::int64_t id);
    void requireNotLastSuperuser(const Caller& caller, const Account& account);
    void replacePassword(const Caller& caller, const Account& account, std::string_view hash, bool mustChange);
    void noted(const Caller& caller, std::string_view action, std::int64_t id, Json after = nullptr);

    Database& _database;
    Audit& _audit;
    AccountStore& _accounts;
    RoleStore& _roles;
    SessionStore& _sessions;
    Standings& _standings;
    Passwords& _passwords;
};

} // namespace tenon::auth
