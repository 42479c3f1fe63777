#include "role_store.h"

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view permissionsSql =
    "SELECT DISTINCT p.permission FROM tenon_user_role a JOIN tenon_role_permission p ON p.role_id = a.role_id "
    "WHERE a.user_id = :account AND (a.expires_at IS NULL OR a.expires_at > :at)";
constexpr std::string_view rolesSql =
    "SELECT r.name FROM tenon_user_role a JOIN tenon_role r ON r.id = a.role_id "
    "WHERE a.user_id = :account AND (a.expires_at IS NULL OR a.expires_at > :at) ORDER BY r.name";
constexpr std::string_view nextEndSql =
    "SELECT expires_at FROM tenon_user_role WHERE user_id = :account AND expires_at > :at ORDER BY expires_at LIMIT 1";
constexpr std::string_view holdersSql = "SELECT a.user_id FROM tenon_user_role a JOIN tenon_role r ON r.id = a.role_id "
                                        "WHERE r.name = :role ORDER BY a.user_id";
constexpr std::string_view permissionsInSql =
    "SELECT p.permission FROM tenon_role_permission p JOIN tenon_role r ON r.id = p.role_id WHERE r.name = :role "
    "ORDER BY p.permission";
constexpr std::string_view grantSql =
    "INSERT INTO tenon_user_role (user_id, role_id, expires_at) SELECT :account, id, :until FROM tenon_role "
    "WHERE name = :role ON CONFLICT (user_id, role_id) DO UPDATE SET expires_at = excluded.expires_at";
constexpr std::string_view revokeSql = "DELETE FROM tenon_user_role WHERE user_id = :account AND role_id IN (SELECT id "
                                       "FROM tenon_role WHERE name = :role)";
constexpr std::string_view defineSql =
    "INSERT INTO tenon_role (name, display_name) VALUES (:role, :display_name) "
    "ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name RETURNING id";
constexpr std::string_view clearPermissionsSql = "DELETE FROM tenon_role_permission WHERE role_id = :id";
constexpr std::string_view addPermissionSql =
    "INSERT INTO tenon_role_permission (role_id, permission) VALUES (:id, :permission) ON CONFLICT DO NOTHING";

std::string textFrom(const Row& row) { return row.get<std::string>(0); }

} // namespace

std::vector<std::string> RoleStore::permissionsOf(std::int64_t account, Timestamp at) {
    auto permissions = _database.rows(permissionsSql, {{"account", account}, {"at", at}}, textFrom);
    std::ranges::sort(permissions); // Here and not in SQL, whose order of texts depends on the database's locale.
    return permissions;
}

std::vector<std::string> RoleStore::rolesOf(std::int64_t account, Timestamp at) {
    return _database.rows(rolesSql, {{"account", account}, {"at", at}}, textFrom);
}

std::optional<Timestamp> RoleStore::nextEnd(std::int64_t account, Timestamp at) {
    return _database.value<Timestamp>(nextEndSql, {{"account", account}, {"at", at}});
}

std::vector<std::int64_t> RoleStore::holdersOf(std::string_view role) {
    return _database.rows(holdersSql, {{"role", role}}, [](const Row& row) { return row.get<std::int64_t>(0); });
}

std::vector<std::string> RoleStore::permissionsIn(std::string_view role) {
    return _database.rows(permissionsInSql, {{"role", role}}, textFrom);
}

bool RoleStore::grant(std::int64_t account, std::string_view role, std::optional<Timestamp> until) {
    return _database.execute(grantSql, {{"account", account}, {"role", role}, {"until", until}}) > 0;
}

void RoleStore::revoke(std::int64_t account, std::string_view role) {
    _database.execute(revokeSql, {{"account", account}, {"role", role}});
}

void RoleStore::define(
    std::string_view role, std::string_view displayName, const std::vector<std::string>& permissions
) {
    _database.transaction([&] {
        const auto id =
            _database.value<std::int64_t>(defineSql, {{"role", role}, {"display_name", displayName}}).value();
        _database.execute(clearPermissionsSql, {{"id", id}});
        for (const std::string& permission : permissions) {
            _database.execute(addPermissionSql, {{"id", id}, {"permission", permission}});
        }
    });
}

} // namespace tenon::auth
