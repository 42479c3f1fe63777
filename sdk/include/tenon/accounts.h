#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/json.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

/// Who may act, for modules that administer it. The rules stand in the kernel: every function takes the caller first,
/// checks what he may do, works in one transaction (or in the caller's) and leaves a row in the audit trail; the next
/// request of everybody concerned sees the change. Records cross as JSON objects, whose members are listed beside the
/// functions; later versions may add members. All of it is safe to call from many threads.
///
/// A `key` names a record by its id ("7"), its UUID or its name, in this order. Functions throw NotFound where there is
/// no such record or the caller must not know of it, Forbidden where he lacks a permission, Invalid with the faults of
/// fields.
namespace tenon {

/// Adds members to accounts that are about to be shown.
using AccountExtension = std::function<void(const std::vector<JsonObject*>& accounts)>;

/// Roles: named sets of permissions, and who holds them until when.
class TENON_API Roles {
public:
    virtual ~Roles();

    /// {id, uuid, name, role_name, display_name, description, role_level, can_assign_roles, max_assignments,
    /// assignments, permissions, scope, is_active, is_builtin}: `role_level` 1 is the highest, `assignments` counts
    /// those that hold now, `scope` is that of assignments which name none. Members of `filter`: "search".
    [[nodiscard]] virtual Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) = 0;
    [[nodiscard]] virtual JsonObject read(const Caller& caller, std::string_view key) = 0;

    /// Adds a role: name, display_name, description, role_level, can_assign_roles, max_assignments, scope, permissions
    /// (a list of codenames, ids or UUIDs). The caller must be able to give the role himself (see `assign`): nobody
    /// makes one that may do more than he or stands as high.
    virtual JsonObject add(const Caller& caller, const JsonObject& role) = 0;
    /// Changes the members that are there; of a built-in role everything but its name and level.
    virtual JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) = 0;
    /// Removes a role. Throws Conflict ROLE_BUILTIN, or ROLE_HELD while somebody holds it.
    virtual void remove(const Caller& caller, std::string_view key) = 0;

    /// Gives the role to the account until `expires_at` (absent: for good), for `reason`, with `scope` (own, subtree,
    /// organisation, all) and, for organisation, its `places`: [{kind, id}], the id a number or UUID. These are the
    /// members of `terms`. Without `scope` it is organisation where places are named, else that of the role.
    ///
    /// The caller needs a role that may assign roles and stands strictly above this one. What he gives reaches no
    /// farther than his own `users.assign_role`: what he does not name is narrowed to it, what he names beyond it is
    /// Forbidden. Throws Conflict ROLE_LIMIT when `max_assignments` hold already, Conflict DUPLICATE when the account
    /// holds the role on the same terms; others change the assignment. Returns the assignment as in `assignments`.
    virtual JsonObject
    assign(const Caller& caller, std::string_view account, std::string_view role, const JsonObject& terms) = 0;
    /// Takes the role from the account. Throws NotFound when the account does not hold it.
    virtual void withdraw(const Caller& caller, std::string_view account, std::string_view role) = 0;

    /// {id, user, username, role, role_name, assigned_by, assigned_by_name, assigned_at, expires_at, reason, scope,
    /// places, is_active, is_primary}, newest first. Members of `filter`: "user", "role" (keys). Without
    /// `users.view_user` one's own only.
    [[nodiscard]] virtual Page assignments(const Caller& caller, const JsonObject& filter, const Paging& paging) = 0;
};

/// Permissions: what the modules declare, what deployers add, and how it is sorted.
class TENON_API Permissions {
public:
    virtual ~Permissions();

    enum class Origin { Any, Custom };

    /// {id, uuid, codename, name, description, module, category, is_custom}. Members of `filter`: "search".
    [[nodiscard]] virtual Page
    list(const Caller& caller, Origin origin, const JsonObject& filter, const Paging& paging) = 0;
    /// The codenames of what the account may do now, sorted; one's own without a permission.
    [[nodiscard]] virtual JsonArray ofAccount(const Caller& caller, std::string_view account) = 0;

    /// Adds a permission that modules of the deployer's own ask for: codename, name, description, category (a key).
    virtual JsonObject add(const Caller& caller, const JsonObject& permission) = 0;
    /// Removes a custom permission, from every role and group as well.
    virtual void remove(const Caller& caller, std::string_view key) = 0;

    /// {id, uuid, name, display_name, description}
    [[nodiscard]] virtual Page categories(const Caller& caller, const Paging& paging) = 0;
    virtual JsonObject addCategory(const Caller& caller, const JsonObject& category) = 0;
};

/// Groups: accounts that share permissions, such as a team.
class TENON_API Groups {
public:
    virtual ~Groups();

    /// {id, uuid, name, description, permissions, member_count}, and `members` ({id, uuid, username, name}) from `read`
    /// for those who may view all users. Members of `filter`: "search".
    [[nodiscard]] virtual Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) = 0;
    [[nodiscard]] virtual JsonObject read(const Caller& caller, std::string_view key) = 0;
    /// Adds a group: name, description, permissions (codenames, ids or UUIDs), members (keys of accounts).
    virtual JsonObject add(const Caller& caller, const JsonObject& group) = 0;
    /// Changes the members that are there; `permissions` and `members` replace the whole list.
    virtual JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) = 0;
    virtual void remove(const Caller& caller, std::string_view key) = 0;
};

/// Accounts: who may sign in.
///
/// An account is shown as {id, uuid, username, login_id, email, name, first_name, last_name, role, user_type,
/// is_superuser, is_staff, is_active, is_locked, locked_until, is_first_login, must_change_password, roles,
/// permissions, last_login, date_joined, created_at, updated_at} and whatever extensions add; lists leave out `roles`
/// and `permissions`.
class TENON_API Accounts {
public:
    /// Called inside the transaction that adds an account; what it throws undoes it. It may be called again.
    using Within = std::function<void(const JsonObject& account)>;

    virtual ~Accounts();

    /// Adds an account: username, email, name, password, role (a key; initially Standard) or user_type,
    /// must_change_password. Not inside a transaction, because the password takes its time. Needs `users.add_user`.
    virtual JsonObject add(const Caller& caller, const JsonObject& account, const Within& within) = 0;
    /// Adds an account on behalf of anybody, with the role Standard; `role` is not heeded.
    virtual JsonObject enrol(const Caller& caller, const JsonObject& account, const Within& within) = 0;

    /// The account, for those with `users.view_user` and for its owner.
    [[nodiscard]] virtual JsonObject read(const Caller& caller, std::string_view key) = 0;
    /// The id of the account under the same rule.
    [[nodiscard]] virtual std::int64_t idOf(const Caller& caller, std::string_view key) = 0;
    /// Members of `filter`: "search" (in user name, address and name), "role" (key), "user_type", "is_active",
    /// "is_locked", "ordering" (username, email, name, date_joined, last_login, id; a `-` before it turns it round).
    [[nodiscard]] virtual Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) = 0;

    /// Changes the members that are there: username, email, name, is_active, role. Without any it only makes sure that
    /// the caller may change the account.
    virtual JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) = 0;
    /// Closes the account for good; the audit trail keeps it and its name stays taken.
    virtual void remove(const Caller& caller, std::string_view key) = 0;

    /// Replaces the password, ends all sessions and makes the owner choose another one. Not inside a transaction.
    virtual void resetPassword(const Caller& caller, std::string_view key, std::string_view password) = 0;
    /// Changes one's own password and ends all sessions. Not inside a transaction.
    virtual void changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword) = 0;

    /// Locks the account until somebody unlocks it; its tokens end.
    virtual JsonObject lock(const Caller& caller, std::string_view key) = 0;
    /// Ends a lock of either kind: by an administrator or after wrong passwords.
    virtual JsonObject unlock(const Caller& caller, std::string_view key) = 0;
    /// Makes `role` (name or key) the account's main role, with the permissions and the rank that it gives.
    virtual JsonObject setRole(const Caller& caller, std::string_view key, std::string_view role) = 0;

    /// {total_users, active_users, total_roles, active_roles, total_permissions, custom_permissions, user_types}; users
    /// are those of the caller's scope.
    [[nodiscard]] virtual JsonObject figures(const Caller& caller) = 0;

    [[nodiscard]] virtual Roles& roles() = 0;
    [[nodiscard]] virtual Permissions& permissions() = 0;
    [[nodiscard]] virtual Groups& groups() = 0;
};

} // namespace tenon
