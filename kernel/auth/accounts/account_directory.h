#pragma once

#include "account_service.h"
#include "group_service.h"
#include "permission_service.h"
#include "role_service.h"

#include <tenon/accounts.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::auth {

/// Accounts as modules see them: the services of accounts in JSON, with what extensions add. Safe to call from many
/// threads.
class AccountDirectory : public Accounts {
public:
    struct Parts {
        Database& database;
        AccountService& accounts;
        AccountGuard& guard;
        RoleService& roles;
        PermissionService& permissions;
        GroupService& groups;
        RoleStore& roleStore;
        AssignmentStore& assignments;
    };

    explicit AccountDirectory(const Parts& parts) : _parts(parts) {}

    JsonObject add(const Caller& caller, const JsonObject& account, const Within& within) override;
    JsonObject enrol(const Caller& caller, const JsonObject& account, const Within& within) override;
    [[nodiscard]] JsonObject read(const Caller& caller, std::string_view key) override;
    [[nodiscard]] std::int64_t idOf(const Caller& caller, std::string_view key) override;
    [[nodiscard]] Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) override;
    JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) override;
    void remove(const Caller& caller, std::string_view key) override;
    void resetPassword(const Caller& caller, std::string_view key, std::string_view password) override;
    void changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword) override;
    JsonObject lock(const Caller& caller, std::string_view key) override;
    JsonObject unlock(const Caller& caller, std::string_view key) override;
    JsonObject setRole(const Caller& caller, std::string_view key, std::string_view role) override;
    [[nodiscard]] JsonObject figures(const Caller& caller) override;

    [[nodiscard]] Roles& roles() override { return _parts.roles; }

    [[nodiscard]] Permissions& permissions() override { return _parts.permissions; }

    [[nodiscard]] Groups& groups() override { return _parts.groups; }

    /// The whole account as it is shown to itself, at its login and by `read`.
    [[nodiscard]] JsonObject whole(const Account& account);

    /// Has `extension` add to every account that is shown. While modules declare, on their thread.
    void extend(std::string module, AccountExtension extension);
    /// Forgets the module's extensions.
    void withdraw(std::string_view module) noexcept;

private:
    void extendAll(const std::vector<JsonObject*>& shown) const;

    const Parts _parts;
    std::vector<std::pair<std::string, AccountExtension>> _extensions; ///< By module; filled while modules declare
};

} // namespace tenon::auth
