#pragma once

#include "account_store.h"
#include "assignment_store.h"
#include "role_store.h"

#include <tenon/caller.h>

#include <optional>
#include <string_view>

namespace tenon::auth {

/// Who may see and change whom: the rules that all services of accounts share. Safe to call from many threads.
class AccountGuard {
public:
    static constexpr std::string_view viewPermission = "users.view_user";

    AccountGuard(Database& database, AccountStore& accounts, RoleStore& roles, AssignmentStore& assignments)
        : _database(database), _accounts(accounts), _roles(roles), _assignments(assignments) {}

    /// The account that `key` names (id, UUID, user name or e-mail address), if the caller may know of it: his own, or
    /// with `users.view_user` those of his scope. Throws NotFound, Forbidden.
    [[nodiscard]] Account visible(const Caller& caller, std::string_view key);

    /// The account, if the caller may change it: nobody changes the account of one who may do more than he.
    [[nodiscard]] Account changeable(const Caller& caller, std::string_view key);
    [[nodiscard]] Account changeable(const Caller& caller, std::int64_t id);

    /// The account below which the caller's view ends; nothing when he sees all.
    [[nodiscard]] std::optional<std::int64_t> horizonOf(const Caller& caller);

    /// Throws Forbidden: nobody locks, demotes or removes himself.
    static void requireOther(const Caller& caller, const Account& account);
    /// Throws Conflict LAST_SUPERUSER when no other superuser could sign in.
    void requireNotLastSuperuser(const Account& account);

private:
    [[nodiscard]] Account existing(std::string_view key);
    void requireInScope(const Caller& caller, const Account& account);

    Database& _database;
    AccountStore& _accounts;
    RoleStore& _roles;
    AssignmentStore& _assignments;
};

/// Throws Forbidden unless the caller is a superuser or the system.
void requireSuperuser(const Caller& caller);

/// Throws Unauthenticated for nobody.
void requireSignedIn(const Caller& caller);

} // namespace tenon::auth
