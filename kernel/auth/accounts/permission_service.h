#pragma once

#include "account_guard.h"
#include "permission_store.h"
#include "role_store.h"
#include "standings.h"

#include <tenon/accounts.h>
#include <tenon/audit.h>

#include <string_view>

namespace tenon::auth {

/// The rules of the register of permissions. Safe to call from many threads.
class PermissionService : public Permissions {
public:
    static constexpr std::string_view addPermission = "users.add_permission";
    static constexpr std::string_view deletePermission = "users.delete_permission";

    struct Parts {
        Database& database;
        Audit& audit;
        AccountGuard& guard;
        PermissionStore& permissions;
        RoleStore& roles;
        Standings& standings;
    };

    explicit PermissionService(const Parts& parts) : _parts(parts) {}

    [[nodiscard]] Page
    list(const Caller& caller, Origin origin, const JsonObject& filter, const Paging& paging) override;
    [[nodiscard]] JsonArray ofAccount(const Caller& caller, std::string_view account) override;
    JsonObject add(const Caller& caller, const JsonObject& permission) override;
    void remove(const Caller& caller, std::string_view key) override;
    [[nodiscard]] Page categories(const Caller& caller, const Paging& paging) override;
    JsonObject addCategory(const Caller& caller, const JsonObject& category) override;

private:
    const Parts _parts;
};

} // namespace tenon::auth
