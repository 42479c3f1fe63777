#pragma once

#include "account_store.h"
#include "assignment_store.h"
#include "role_store.h"

#include <tenon/caller.h>

#include <string_view>

namespace tenon::auth {

/// Who may see and change whom: the rules that all services of accounts share. Safe to call from many threads.
class AccountGuard {
public:
    static constexpr std::string_view viewPermission = "users.view_user";

    AccountGuard(Database& database, AccountStore& accounts, RoleStore& roles, AssignmentStore& assignments)
        : _database(database), _accounts(accounts), _roles(roles), _assignments(assignments) {}

    /// The account that `key` names (id, UUID, user name or e-mail address), if the caller may know of it: his own, or
    /// with `users.view_user` those in its scope. Throws NotFound, Forbidden.
    [[nodiscard]] Account visible(const Caller& caller, std::string_view key);

    /// The account, if it is in the scope of the caller's `permission` and may do no more than he.
    [[nodiscard]] Account changeable(const Caller& caller, std::string_view key, std::string_view permission);
    [[nodiscard]] Account changeable(const Caller& caller, std::int64_t id, std::string_view permission);

    /// Throws Forbidden: nobody locks, demotes or removes himself.
    static void requireOther(const Caller& caller, const Account& account);
    /// Throws Conflict LAST_SUPERUSER when no other superuser could sign in.
    void requireNotLastSuperuser(const Account& account);

private:
    [[nodiscard]] Account existing(std::string_view key);
    [[nodiscard]] bool reaches(const Caller& caller, std::string_view permission, const Account& account);

    Database& _database;
    AccountStore& _accounts;
    RoleStore& _roles;
    AssignmentStore& _assignments;
};

/// Throws Forbidden unless the caller is a superuser or the system.
void requireSuperuser(const Caller& caller);

/// Throws Forbidden unless the caller holds `permission` without limits: roles and groups belong to nobody in
/// particular, so that a narrower scope reaches none of them.
void requireEverywhere(const Caller& caller, std::string_view permission);

/// Throws Unauthenticated for nobody.
void requireSignedIn(const Caller& caller);

} // namespace tenon::auth
