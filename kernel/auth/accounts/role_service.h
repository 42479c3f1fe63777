#pragma once

#include "account_guard.h"
#include "assignment_store.h"
#include "permission_store.h"
#include "place_kinds.h"
#include "role_store.h"
#include "standings.h"

#include <tenon/accounts.h>
#include <tenon/audit.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// The rules of roles: what they allow, their ranks, and who gives them to whom. Safe to call from many threads.
class RoleService : public Roles {
public:
    static constexpr const char* adminRole = "Admin";
    static constexpr const char* standardRole = "Standard";
    static constexpr std::string_view addPermission = "users.add_role";
    static constexpr std::string_view changePermission = "users.change_role";
    static constexpr std::string_view deletePermission = "users.delete_role";
    static constexpr std::string_view assignPermission = "users.assign_role";

    struct Parts {
        Database& database;
        Audit& audit;
        AccountStore& accounts;
        AccountGuard& guard;
        RoleStore& roles;
        AssignmentStore& assignments;
        PermissionStore& permissions;
        PlaceKinds& places;
        Standings& standings;
    };

    explicit RoleService(const Parts& parts) : _parts(parts) {}

    [[nodiscard]] Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) override;
    [[nodiscard]] JsonObject read(const Caller& caller, std::string_view key) override;
    JsonObject add(const Caller& caller, const JsonObject& role) override;
    JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) override;
    void remove(const Caller& caller, std::string_view key) override;
    JsonObject
    assign(const Caller& caller, std::string_view account, std::string_view role, const JsonObject& terms) override;
    void withdraw(const Caller& caller, std::string_view account, std::string_view role) override;
    [[nodiscard]] Page assignments(const Caller& caller, const JsonObject& filter, const Paging& paging) override;

    /// Makes or changes the role of this name, whatever the permissions are. For superusers and the system.
    void define(
        const Caller& caller,
        std::string_view name,
        std::string_view displayName,
        const std::vector<std::string>& permissions
    );

    /// The main role that a new account asks for; throws Invalid on `role` or `user_type` when there is none.
    [[nodiscard]] Role roleFor(const NewAccount& account);
    /// Throws Forbidden unless the caller may give the role.
    void requireGivable(const Caller& caller, const Role& role);
    /// What of `wanted` the caller may give with the role: he reaches it by `permission` and by all that the role
    /// allows.
    [[nodiscard]] GivenScope
    givable(const Caller& caller, const Role& role, GivenScope wanted, std::string_view permission);
    /// Makes `role` the main one of an account, with `scope` if not with its own; rules are the caller's business.
    void giveMain(const Caller& caller, Account account, const Role& role, const std::optional<GivenScope>& scope);

    /// Makes the role the account's main one. Throws as `assign`, Conflict LAST_SUPERUSER, Forbidden for one's own
    /// account.
    void setMain(const Caller& caller, std::int64_t account, const Role& role);
    /// The role with this key; throws Invalid on `role`.
    [[nodiscard]] Role named(std::string_view key);
    /// The user type of this name; throws Invalid on `user_type`.
    [[nodiscard]] Role typeNamed(std::string_view name);

private:
    [[nodiscard]] Role existing(std::string_view key);
    [[nodiscard]] JsonObject describe(const Role& role);
    void store(const Caller& caller, Role& role, const JsonObject& members);
    void requireRoom(const Role& role);
    void limit(
        const Caller& caller,
        const Role& role,
        const JsonObject& terms,
        const std::optional<Assignment>& held,
        Assignment& given
    );
    void noted(const Caller& caller, std::string_view action, const Role& role, Json before, Json after);
    void notedFor(const Caller& caller, std::string_view action, std::int64_t account, Json after);
    void forgetHolders(std::int64_t role);

    const Parts _parts;
};

} // namespace tenon::auth
