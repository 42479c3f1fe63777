#include "role_store.h"

#include "folding.h"
#include "record_key.h"

#include <tenon/like.h>
#include <tenon/random.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view grantsSql =
    "WITH held(role_id, assignment_id) AS (SELECT a.role_id, a.id FROM tenon_role_assignment a JOIN tenon_role r ON "
    "r.id = a.role_id WHERE a.user_id = :account AND (a.expires_at IS NULL OR a.expires_at > :at) AND r.is_active) "
    "SELECT p.permission, h.assignment_id FROM held h JOIN tenon_role_permission p ON p.role_id = h.role_id "
    "WHERE p.permission <> '*' "
    "UNION SELECT g.permission, (SELECT id FROM tenon_role_assignment WHERE user_id = :account AND is_primary) "
    "FROM tenon_group_member m JOIN tenon_group_permission g ON g.group_id = m.group_id WHERE m.user_id = :account "
    "UNION SELECT c.codename, h.assignment_id FROM held h JOIN tenon_role_permission p ON p.role_id = h.role_id "
    "CROSS JOIN tenon_permission c WHERE p.permission = '*'";

constexpr std::string_view columns =
    "SELECT id, uuid, kind, name, display_name, description, role_level, can_assign_roles, max_assignments, user_type, "
    "scope, makes_superuser, is_builtin, is_active FROM tenon_role ";
constexpr std::string_view byId = "WHERE id = :id";
constexpr std::string_view byUuid = "WHERE uuid = :uuid";
constexpr std::string_view byName = "WHERE name_key = :name ORDER BY kind LIMIT 1";
constexpr std::string_view byType = "WHERE kind = 'type' AND name_key = :name";
constexpr std::string_view matching =
    "WHERE name_key LIKE :pattern ESCAPE '\\' OR lower(display_name) LIKE :pattern ESCAPE '\\' ";
constexpr std::string_view onPage = "ORDER BY role_level, name_key, id LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM tenon_role ";

constexpr std::string_view permissionsInSql =
    "SELECT permission FROM tenon_role_permission WHERE role_id = :role ORDER BY permission";
constexpr std::string_view insertSql =
    "INSERT INTO tenon_role (uuid, kind, name, name_key, display_name, description, role_level, can_assign_roles, "
    "max_assignments, user_type, scope, makes_superuser, is_builtin, is_active) VALUES (:uuid, 'role', :name, "
    ":name_key, "
    ":display_name, :description, :level, :may_assign, :max_assignments, 'support_staff', :scope, :no, :no, :active) "
    "RETURNING id";
constexpr std::string_view changeSql =
    "UPDATE tenon_role SET name = :name, name_key = :name_key, display_name = :display_name, description = "
    ":description, "
    "role_level = :level, can_assign_roles = :may_assign, max_assignments = :max_assignments, scope = :scope, "
    "is_active = :active WHERE id = :id";
constexpr std::string_view removeSql = "DELETE FROM tenon_role WHERE id = :id";
constexpr std::string_view clearPermissionsSql = "DELETE FROM tenon_role_permission WHERE role_id = :id";
constexpr std::string_view addPermissionSql =
    "INSERT INTO tenon_role_permission (role_id, permission) VALUES (:id, :permission) ON CONFLICT DO NOTHING";
constexpr std::string_view forgetInRolesSql = "DELETE FROM tenon_role_permission WHERE permission = :permission";
constexpr std::string_view forgetInGroupsSql = "DELETE FROM tenon_group_permission WHERE permission = :permission";

std::string textFrom(const Row& row) { return row.get<std::string>(0); }

Role roleFrom(const Row& row, bool adminIsSuperuser) {
    Role role{
        .id = row.get<std::int64_t>(0),
        .uuid = row.get<std::string>(1),
        .kind = row.get<std::string>(2),
        .name = row.get<std::string>(3),
        .displayName = row.get<std::string>(4),
        .description = row.get<std::string>(5),
        .level = row.get<std::int64_t>(6),
        .mayAssign = row.get<bool>(7),
        .maxAssignments = row.get<std::optional<std::int64_t>>(8),
        .userType = row.get<std::string>(9),
        .scope = row.get<std::string>(10),
        .makesSuperuser = row.get<bool>(11),
        .isBuiltin = row.get<bool>(12),
        .isActive = row.get<bool>(13),
    };
    if (!adminIsSuperuser && role.makesSuperuser && role.kind != "type") {
        role.makesSuperuser = false;
        role.userType = "admin";
    }
    return role;
}

std::string selecting(std::string_view condition) { return std::string(columns).append(condition); }

} // namespace

std::vector<Grant> RoleStore::grantsOf(std::int64_t account, Timestamp at) {
    return _database.rows(grantsSql, {{"account", account}, {"at", at}}, [](const Row& row) {
        return Grant{row.get<std::string>(0), row.get<std::optional<std::int64_t>>(1).value_or(0)};
    });
}

std::vector<std::string> RoleStore::permissionsOf(std::int64_t account, Timestamp at) {
    std::vector<std::string> permissions;
    for (Grant& grant : grantsOf(account, at)) {
        permissions.push_back(std::move(grant.permission));
    }
    std::ranges::sort(permissions); // Here and not in SQL, whose order of texts depends on the database's locale.
    permissions.erase(std::unique(permissions.begin(), permissions.end()), permissions.end());
    return permissions;
}

std::optional<Role> RoleStore::firstRole(std::string_view sql, std::initializer_list<Param> params) {
    return _database.first(sql, params, [this](const Row& row) { return roleFrom(row, _adminIsSuperuser); });
}

std::optional<Role> RoleStore::byId(std::int64_t id) {
    static const std::string sql = selecting(auth::byId);
    return firstRole(sql, {{"id", id}});
}

std::optional<Role> RoleStore::find(std::string_view key) {
    static const std::string uuidSql = selecting(byUuid);
    static const std::string nameSql = selecting(byName);
    const RecordKey named(key);
    std::optional<Role> found;
    if (named.id) {
        found = byId(*named.id);
    } else if (named.isUuid) {
        found = firstRole(uuidSql, {{"uuid", fold(key)}});
    }
    return found ? found : firstRole(nameSql, {{"name", fold(key)}});
}

std::optional<Role> RoleStore::type(std::string_view name) {
    static const std::string sql = selecting(byType);
    return firstRole(sql, {{"name", fold(name)}});
}

RoleStore::Found RoleStore::page(std::string_view search, std::int64_t limit, std::int64_t offset) {
    static const std::string sql = selecting(matching).append(onPage);
    static const std::string count = std::string(countSql).append(matching);
    const std::string pattern = likePattern(fold(search));
    Found found;
    found.roles =
        _database.rows(sql, {{"pattern", pattern}, {"limit", limit}, {"offset", offset}}, [this](const Row& row) {
            return roleFrom(row, _adminIsSuperuser);
        });
    found.total = _database.value<std::int64_t>(count, {{"pattern", pattern}}).value_or(0);
    return found;
}

std::vector<std::string> RoleStore::permissionsIn(std::int64_t role) {
    auto permissions = _database.rows(permissionsInSql, {{"role", role}}, textFrom);
    std::ranges::sort(permissions);
    return permissions;
}

std::int64_t RoleStore::insert(const Role& role) {
    return _database
        .value<std::int64_t>(
            insertSql,
            {{"uuid", Random::uuid()},
             {"name", role.name},
             {"name_key", fold(role.name)},
             {"display_name", role.displayName},
             {"description", role.description},
             {"level", role.level},
             {"may_assign", role.mayAssign},
             {"max_assignments", role.maxAssignments},
             {"scope", role.scope},
             {"no", false},
             {"active", role.isActive}}
        )
        .value();
}

void RoleStore::change(const Role& role) {
    _database.execute(
        changeSql,
        {{"id", role.id},
         {"name", role.name},
         {"name_key", fold(role.name)},
         {"display_name", role.displayName},
         {"description", role.description},
         {"level", role.level},
         {"may_assign", role.mayAssign},
         {"max_assignments", role.maxAssignments},
         {"scope", role.scope},
         {"active", role.isActive}}
    );
}

void RoleStore::remove(std::int64_t role) { _database.execute(removeSql, {{"id", role}}); }

void RoleStore::setPermissions(std::int64_t role, const std::vector<std::string>& permissions) {
    _database.execute(clearPermissionsSql, {{"id", role}});
    for (const std::string& permission : permissions) {
        _database.execute(addPermissionSql, {{"id", role}, {"permission", permission}});
    }
}

void RoleStore::forgetPermission(std::string_view permission) {
    _database.execute(forgetInRolesSql, {{"permission", permission}});
    _database.execute(forgetInGroupsSql, {{"permission", permission}});
}

} // namespace tenon::auth
