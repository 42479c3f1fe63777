#include "group_store.h"

#include "folding.h"
#include "record_key.h"

#include <tenon/like.h>
#include <tenon/random.h>

namespace tenon::auth {

namespace {

constexpr std::string_view columns = "SELECT g.id, g.uuid, g.name, g.description, (SELECT COUNT(*) FROM "
                                     "tenon_group_member m JOIN tenon_user u ON u.id = "
                                     "m.user_id WHERE m.group_id = g.id AND u.deleted_at IS NULL) FROM tenon_group g ";
constexpr std::string_view byId = "WHERE g.id = :id";
constexpr std::string_view byText = "WHERE g.uuid = :key OR g.name_key = :key";
constexpr std::string_view matching = "WHERE g.name_key LIKE :pattern ESCAPE '\\' ";
constexpr std::string_view onPage = "ORDER BY g.name_key LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM tenon_group g ";
constexpr std::string_view permissionsSql =
    "SELECT permission FROM tenon_group_permission WHERE group_id = :group ORDER BY permission";
constexpr std::string_view membersSql =
    "SELECT u.id, u.uuid, u.username, u.name FROM tenon_group_member m JOIN tenon_user u ON u.id = m.user_id "
    "WHERE m.group_id = :group AND u.deleted_at IS NULL ORDER BY u.username_key";

constexpr std::string_view insertSql =
    "INSERT INTO tenon_group (uuid, name, name_key, description, created_at, updated_at) "
    "VALUES (:uuid, :name, :key, :description, :now, :now) RETURNING id";
constexpr std::string_view changeSql =
    "UPDATE tenon_group SET name = :name, name_key = :key, description = :description, "
    "updated_at = :now WHERE id = :id";
constexpr std::string_view removeSql = "DELETE FROM tenon_group WHERE id = :id";
constexpr std::string_view clearPermissionsSql = "DELETE FROM tenon_group_permission WHERE group_id = :group";
constexpr std::string_view addPermissionSql =
    "INSERT INTO tenon_group_permission (group_id, permission) VALUES (:group, :permission)";
constexpr std::string_view clearMembersSql = "DELETE FROM tenon_group_member WHERE group_id = :group";
constexpr std::string_view addMemberSql =
    "INSERT INTO tenon_group_member (group_id, user_id) VALUES (:group, :account) ON CONFLICT DO NOTHING";

Group groupFrom(const Row& row) {
    return {
        .id = row.get<std::int64_t>(0),
        .uuid = row.get<std::string>(1),
        .name = row.get<std::string>(2),
        .description = row.get<std::string>(3),
        .memberCount = row.get<std::int64_t>(4),
    };
}

std::string joined(std::string_view head, std::string_view tail) { return std::string(head).append(tail); }

} // namespace

std::optional<Group> GroupStore::find(std::string_view key) {
    static const std::string idSql = joined(columns, byId);
    static const std::string textSql = joined(columns, byText);
    const RecordKey named(key);
    return named.id ? _database.first(idSql, {{"id", *named.id}}, groupFrom)
                    : _database.first(textSql, {{"key", fold(key)}}, groupFrom);
}

GroupStore::Found GroupStore::page(std::string_view search, std::int64_t limit, std::int64_t offset) {
    static const std::string sql = joined(columns, matching).append(onPage);
    static const std::string count = joined(countSql, matching);
    const std::string pattern = likePattern(fold(search));
    return {
        .groups = _database.rows(sql, {{"pattern", pattern}, {"limit", limit}, {"offset", offset}}, groupFrom),
        .total = _database.value<std::int64_t>(count, {{"pattern", pattern}}).value_or(0),
    };
}

std::vector<std::string> GroupStore::permissionsIn(std::int64_t group) {
    return _database.rows(permissionsSql, {{"group", group}}, [](const Row& row) { return row.get<std::string>(0); });
}

std::vector<GroupMember> GroupStore::membersOf(std::int64_t group) {
    return _database.rows(membersSql, {{"group", group}}, [](const Row& row) {
        return GroupMember{
            .id = row.get<std::int64_t>(0),
            .uuid = row.get<std::string>(1),
            .username = row.get<std::string>(2),
            .name = row.get<std::string>(3),
        };
    });
}

std::int64_t GroupStore::insert(const Group& group) {
    return _database
        .value<std::int64_t>(
            insertSql,
            {{"uuid", Random::uuid()},
             {"name", group.name},
             {"key", fold(group.name)},
             {"description", group.description},
             {"now", Clock::now()}}
        )
        .value();
}

void GroupStore::change(const Group& group) {
    _database.execute(
        changeSql,
        {{"id", group.id},
         {"name", group.name},
         {"key", fold(group.name)},
         {"description", group.description},
         {"now", Clock::now()}}
    );
}

void GroupStore::remove(std::int64_t group) { _database.execute(removeSql, {{"id", group}}); }

void GroupStore::setPermissions(std::int64_t group, const std::vector<std::string>& permissions) {
    _database.execute(clearPermissionsSql, {{"group", group}});
    for (const std::string& permission : permissions) {
        _database.execute(addPermissionSql, {{"group", group}, {"permission", permission}});
    }
}

void GroupStore::setMembers(std::int64_t group, const std::vector<std::int64_t>& accounts) {
    _database.execute(clearMembersSql, {{"group", group}});
    for (const std::int64_t account : accounts) {
        _database.execute(addMemberSql, {{"group", group}, {"account", account}});
    }
}

} // namespace tenon::auth
