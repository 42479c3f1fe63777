#include "settings_store.h"

#include <tenon/random.h>

namespace tenon::settings {

namespace {

constexpr std::string_view table = "tenon_setting";
constexpr std::string_view sealedColumn = "sealed";
constexpr std::string_view keyColumn = "id";

constexpr std::string_view newestSql = "SELECT version FROM tenon_setting_head WHERE id = 1";
constexpr std::string_view lockSql = "UPDATE tenon_setting_head SET version = version WHERE id = 1 RETURNING version";
constexpr std::string_view advanceSql = "UPDATE tenon_setting_head SET version = :version WHERE id = 1";
constexpr std::string_view lastChangeSql =
    "SELECT v.changed_at FROM tenon_setting_version v JOIN tenon_setting_head h ON h.version = v.version";

constexpr std::string_view fromSql =
    "SELECT s.id, s.version, s.effective_from, s.section, s.name, s.value, s.sealed, s.is_initial FROM tenon_setting s "
    "WHERE s.version <= :newest AND (s.effective_from > :now OR NOT EXISTS (SELECT 1 FROM tenon_setting t "
    "WHERE t.section = s.section AND t.name = s.name AND t.version <= :newest AND t.effective_from <= :now "
    "AND (t.effective_from > s.effective_from OR (t.effective_from = s.effective_from AND t.version > s.version)))) "
    "ORDER BY s.effective_from, s.version, s.section, s.name";
constexpr std::string_view untilSql =
    "SELECT id, version, effective_from, section, name, value, sealed, is_initial FROM tenon_setting "
    "WHERE (effective_from < :from OR (effective_from = :from AND version <= :version)) "
    "ORDER BY effective_from, version, section, name";
constexpr std::string_view untilOfSectionSql =
    "SELECT id, version, effective_from, section, name, value, sealed, is_initial FROM tenon_setting "
    "WHERE section = :section AND (effective_from < :from OR (effective_from = :from AND version <= :version)) "
    "ORDER BY effective_from, version, name";
constexpr std::string_view assignedBySql =
    "SELECT id, version, effective_from, section, name, value, sealed, is_initial FROM tenon_setting "
    "WHERE version >= :first AND version <= :last ORDER BY version, section, name";

constexpr std::string_view insertVersionSql =
    "INSERT INTO tenon_setting_version (version, effective_from, changed_at, changed_by, changed_by_name, reason) "
    "VALUES (:version, :from, :changed_at, :changed_by, :changed_by_name, :reason)";
constexpr std::string_view insertSql =
    "INSERT INTO tenon_setting (id, version, effective_from, section, name, value, sealed, is_initial) "
    "VALUES (:id, :version, :from, :section, :name, :value, :sealed, :is_initial)";
constexpr std::string_view versionSql =
    "SELECT version, effective_from, changed_at, changed_by, changed_by_name, reason FROM tenon_setting_version "
    "WHERE version = :version";
constexpr std::string_view versionsSql =
    "SELECT version, effective_from, changed_at, changed_by, changed_by_name, reason FROM tenon_setting_version "
    "ORDER BY version DESC LIMIT :limit OFFSET :offset";

Version versionOf(const Row& row) {
    return {
        .number = row.get<std::int64_t>(0),
        .effectiveFrom = row.get<Timestamp>(1),
        .changedAt = row.get<Timestamp>(2),
        .changedBy = row.get<std::int64_t>(3),
        .changedByName = row.get<std::string>(4),
        .reason = row.get<std::string>(5),
    };
}

} // namespace

void SettingsStore::declareSecrets() { _secrets.keep(table, sealedColumn, keyColumn); }

std::int64_t SettingsStore::newest() { return _database.value<std::int64_t>(newestSql).value(); }

std::int64_t SettingsStore::lock() { return _database.value<std::int64_t>(lockSql).value(); }

Timestamp SettingsStore::lastChange() { return _database.value<Timestamp>(lastChangeSql).value_or(Timestamp()); }

std::vector<Assignment> SettingsStore::from(Timestamp now, std::int64_t newest) {
    return assignments(fromSql, {{"now", now}, {"newest", newest}});
}

std::vector<Assignment> SettingsStore::until(const Version& version, std::string_view section) {
    const Timestamp from = version.effectiveFrom;
    return section.empty()
               ? assignments(untilSql, {{"from", from}, {"version", version.number}})
               : assignments(untilOfSectionSql, {{"section", section}, {"from", from}, {"version", version.number}});
}

std::vector<Assignment> SettingsStore::assignedBy(std::int64_t first, std::int64_t last) {
    return assignments(assignedBySql, {{"first", first}, {"last", last}});
}

std::vector<Assignment> SettingsStore::assignments(std::string_view sql, std::initializer_list<Param> params) {
    return _database.rows(sql, params, [this](const Row& row) { return read(row); });
}

Assignment SettingsStore::read(const Row& row) {
    const auto value = row.get<std::optional<std::string>>(5);
    const auto sealed = row.get<std::optional<std::string>>(6);
    return {
        .version = row.get<std::int64_t>(1),
        .from = row.get<Timestamp>(2),
        .section = row.get<std::string>(3),
        .name = row.get<std::string>(4),
        .value = sealed ? opened(row.get<std::string>(0), *sealed) : boost::json::parse(value.value_or("null")),
        .isSecret = sealed.has_value(),
        .isInitial = row.get<bool>(7),
    };
}

/// Null when it cannot be read: the server goes on without the one secret, and somebody must enter it again.
Json SettingsStore::opened(const std::string& id, const std::string& sealed) {
    try {
        return Json(_secrets.open({table, sealedColumn, id}, sealed));
    } catch (const Error& error) {
        _log.error("settings.secret.unreadable", {{"setting", id}, {"code", error.code()}});
        return nullptr;
    }
}

void SettingsStore::add(const Version& version, const std::vector<Assignment>& assignments) {
    _database.execute(
        insertVersionSql,
        {{"version", version.number},
         {"from", version.effectiveFrom},
         {"changed_at", version.changedAt},
         {"changed_by", version.changedBy},
         {"changed_by_name", version.changedByName},
         {"reason", version.reason}}
    );
    for (const Assignment& assignment : assignments) {
        const std::string id = Random::uuid();
        std::optional<std::string> value;
        std::optional<std::string> sealed;
        if (assignment.isSecret && assignment.value.is_string()) {
            sealed = _secrets.seal({table, sealedColumn, id}, textOf(assignment.value.get_string()));
        } else {
            value = boost::json::serialize(assignment.value);
        }
        _database.execute(
            insertSql,
            {{"id", id},
             {"version", version.number},
             {"from", version.effectiveFrom},
             {"section", assignment.section},
             {"name", assignment.name},
             {"value", value},
             {"sealed", sealed},
             {"is_initial", assignment.isInitial}}
        );
    }
    _database.execute(advanceSql, {{"version", version.number}});
}

std::optional<Version> SettingsStore::version(std::int64_t number) {
    return _database.first(versionSql, {{"version", number}}, versionOf);
}

std::vector<Version> SettingsStore::versions(const Paging& paging) {
    return _database.rows(versionsSql, {{"limit", paging.size}, {"offset", paging.offset}}, versionOf);
}

} // namespace tenon::settings
