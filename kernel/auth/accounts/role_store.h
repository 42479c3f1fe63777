#pragma once

#include "rights.h"
#include "role.h"

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// The SQL of roles and of what they allow; no rule, no audit. Safe to call from many threads.
class RoleStore {
public:
    /// Without `adminIsSuperuser` the built-in role Admin is like KTL's admin: all permissions, no more.
    RoleStore(Database& database, bool adminIsSuperuser) : _database(database), _adminIsSuperuser(adminIsSuperuser) {}

    /// What the account may do at `at`, and by which assignments; what groups allow comes with the main role.
    [[nodiscard]] std::vector<Grant> grantsOf(std::int64_t account, Timestamp at);
    /// The same by name: sorted, each once.
    [[nodiscard]] std::vector<std::string> permissionsOf(std::int64_t account, Timestamp at);

    [[nodiscard]] std::optional<Role> byId(std::int64_t id);
    /// The role with this id, UUID or name; among those of one name the deployer's.
    [[nodiscard]] std::optional<Role> find(std::string_view key);
    /// The user type of this name.
    [[nodiscard]] std::optional<Role> type(std::string_view name);

    struct Found {
        std::vector<Role> roles;
        std::int64_t total = 0;
    };

    /// By level and name; `search` in name and display name.
    [[nodiscard]] Found page(std::string_view search, std::int64_t limit, std::int64_t offset);

    /// What a role allows, sorted; "*" stands for everything.
    [[nodiscard]] std::vector<std::string> permissionsIn(std::int64_t role);

    /// Returns the id; throws DatabaseError (Unique) when the name is taken.
    std::int64_t insert(const Role& role);
    void change(const Role& role);
    void remove(std::int64_t role);
    void setPermissions(std::int64_t role, const std::vector<std::string>& permissions);
    /// Takes the permission out of every role and group.
    void forgetPermission(std::string_view permission);

private:
    [[nodiscard]] std::optional<Role> firstRole(std::string_view sql, std::initializer_list<Param> params);

    Database& _database;
    const bool _adminIsSuperuser;
};

} // namespace tenon::auth
