#include "permission_store.h"

#include "folding.h"
#include "record_key.h"

#include <tenon/like.h>
#include <tenon/random.h>

namespace tenon::auth {

namespace {

constexpr std::string_view columns =
    "SELECT p.id, p.uuid, p.codename, p.name, p.description, p.module, p.category_id, c.name, p.is_custom "
    "FROM tenon_permission p LEFT JOIN tenon_permission_category c ON c.id = p.category_id ";
constexpr std::string_view byId = "WHERE p.id = :id";
constexpr std::string_view byUuid = "WHERE p.uuid = :uuid";
constexpr std::string_view byCodename = "WHERE p.codename = :codename";
constexpr std::string_view matching =
    "WHERE (CAST(:custom AS BIGINT) = 0 OR p.is_custom) AND (lower(p.codename) LIKE :pattern ESCAPE '\\' OR "
    "lower(p.name) LIKE :pattern ESCAPE '\\') ";
constexpr std::string_view onPage = "ORDER BY p.codename, p.id LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM tenon_permission p ";

constexpr std::string_view insertSql =
    "INSERT INTO tenon_permission (uuid, codename, name, description, module, category_id, is_custom, created_at) "
    "VALUES (:uuid, :codename, :name, :description, :module, :category, :custom, :now) RETURNING id";
constexpr std::string_view declareSql =
    "INSERT INTO tenon_permission (uuid, codename, name, description, module, is_custom, created_at) "
    "VALUES (:uuid, :codename, :sentence, :sentence, :module, :no, :now) ON CONFLICT (codename) DO UPDATE SET "
    "name = excluded.name, description = excluded.description, module = excluded.module, is_custom = "
    "excluded.is_custom";
constexpr std::string_view removeSql = "DELETE FROM tenon_permission WHERE id = :id";

constexpr std::string_view categoryColumns =
    "SELECT id, uuid, name, display_name, description FROM tenon_permission_category ";
constexpr std::string_view categoryById = "WHERE id = :id";
constexpr std::string_view categoryByText = "WHERE uuid = :key OR name_key = :key";
constexpr std::string_view categoriesOnPage = "ORDER BY name_key LIMIT :limit OFFSET :offset";
constexpr std::string_view countCategoriesSql = "SELECT COUNT(*) FROM tenon_permission_category";
constexpr std::string_view insertCategorySql =
    "INSERT INTO tenon_permission_category (uuid, name, name_key, display_name, description, created_at) "
    "VALUES (:uuid, :name, :key, :display_name, :description, :now) RETURNING id";

Permission permissionFrom(const Row& row) {
    return {
        .id = row.get<std::int64_t>(0),
        .uuid = row.get<std::string>(1),
        .codename = row.get<std::string>(2),
        .name = row.get<std::string>(3),
        .description = row.get<std::string>(4),
        .module = row.get<std::string>(5),
        .category = row.get<std::optional<std::int64_t>>(6),
        .categoryName = row.get<std::optional<std::string>>(7).value_or(""),
        .isCustom = row.get<bool>(8),
    };
}

PermissionCategory categoryFrom(const Row& row) {
    return {
        .id = row.get<std::int64_t>(0),
        .uuid = row.get<std::string>(1),
        .name = row.get<std::string>(2),
        .displayName = row.get<std::string>(3),
        .description = row.get<std::string>(4),
    };
}

std::string joined(std::string_view head, std::string_view tail) { return std::string(head).append(tail); }

/// "users" of "users.add_user".
std::string_view moduleOf(std::string_view codename) { return codename.substr(0, codename.find('.')); }

} // namespace

void PermissionStore::declare(std::string_view codename, std::string_view sentence) {
    const auto known = find(codename);
    if (known && !known->isCustom && known->name == sentence) {
        return; // Nothing to write at the usual start
    }
    _database.execute(
        declareSql,
        {{"uuid", Random::uuid()},
         {"codename", codename},
         {"sentence", sentence},
         {"module", moduleOf(codename)},
         {"no", false},
         {"now", Clock::now()}}
    );
}

std::optional<Permission> PermissionStore::find(std::string_view key) {
    static const std::string idSql = joined(columns, byId);
    static const std::string uuidSql = joined(columns, byUuid);
    static const std::string codenameSql = joined(columns, byCodename);
    const RecordKey named(key);
    if (named.id) {
        return _database.first(idSql, {{"id", *named.id}}, permissionFrom);
    }
    if (named.isUuid) {
        return _database.first(uuidSql, {{"uuid", fold(key)}}, permissionFrom);
    }
    return _database.first(codenameSql, {{"codename", key}}, permissionFrom);
}

PermissionStore::Found
PermissionStore::page(Origin origin, std::string_view search, std::int64_t limit, std::int64_t offset) {
    static const std::string sql = joined(columns, matching).append(onPage);
    static const std::string count = joined(countSql, matching);
    const std::string pattern = likePattern(fold(search));
    const int custom = origin == Origin::Custom ? 1 : 0;
    Found found;
    found.permissions = _database.rows(
        sql, {{"custom", custom}, {"pattern", pattern}, {"limit", limit}, {"offset", offset}}, permissionFrom
    );
    found.total = _database.value<std::int64_t>(count, {{"custom", custom}, {"pattern", pattern}}).value_or(0);
    return found;
}

std::int64_t PermissionStore::insert(const Permission& permission) {
    return _database
        .value<std::int64_t>(
            insertSql,
            {{"uuid", Random::uuid()},
             {"codename", permission.codename},
             {"name", permission.name},
             {"description", permission.description},
             {"module", permission.module},
             {"category", permission.category},
             {"custom", permission.isCustom},
             {"now", Clock::now()}}
        )
        .value();
}

void PermissionStore::remove(std::int64_t id) { _database.execute(removeSql, {{"id", id}}); }

std::optional<PermissionCategory> PermissionStore::category(std::string_view key) {
    static const std::string idSql = joined(categoryColumns, categoryById);
    static const std::string textSql = joined(categoryColumns, categoryByText);
    const RecordKey named(key);
    return named.id ? _database.first(idSql, {{"id", *named.id}}, categoryFrom)
                    : _database.first(textSql, {{"key", fold(key)}}, categoryFrom);
}

PermissionStore::FoundCategories PermissionStore::categories(std::int64_t limit, std::int64_t offset) {
    static const std::string sql = joined(categoryColumns, categoriesOnPage);
    return {
        .categories = _database.rows(sql, {{"limit", limit}, {"offset", offset}}, categoryFrom),
        .total = _database.value<std::int64_t>(countCategoriesSql).value_or(0),
    };
}

std::int64_t PermissionStore::insert(const PermissionCategory& category) {
    return _database
        .value<std::int64_t>(
            insertCategorySql,
            {{"uuid", Random::uuid()},
             {"name", category.name},
             {"key", fold(category.name)},
             {"display_name", category.displayName},
             {"description", category.description},
             {"now", Clock::now()}}
        )
        .value();
}

} // namespace tenon::auth
