#include "assignment_store.h"

namespace tenon::auth {

namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.user_id, u.username, a.role_id, r.uuid, r.name, a.assigned_by, b.username, a.assigned_at, "
    "a.expires_at, a.reason, a.is_primary FROM tenon_role_assignment a JOIN tenon_user u ON u.id = a.user_id "
    "JOIN tenon_role r ON r.id = a.role_id LEFT JOIN tenon_user b ON b.id = a.assigned_by ";
constexpr std::string_view ofPair = "WHERE a.user_id = :account AND a.role_id = :role";
constexpr std::string_view primaryOf = "WHERE a.user_id = :account AND a.is_primary";
constexpr std::string_view holdingOf = "WHERE a.user_id = :account AND (a.expires_at IS NULL OR a.expires_at > :at) "
                                       "ORDER BY CASE WHEN a.is_primary THEN 0 ELSE 1 END, a.id";
constexpr std::string_view onPage = " ORDER BY a.id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql =
    "SELECT COUNT(*) FROM tenon_role_assignment a JOIN tenon_user u ON u.id = a.user_id ";
constexpr std::string_view open = "WHERE u.deleted_at IS NULL";
constexpr std::string_view ofAccount = " AND a.user_id = :account";
constexpr std::string_view ofRole = " AND a.role_id = :role";

constexpr std::string_view holdersSql =
    "SELECT user_id FROM tenon_role_assignment WHERE role_id = :role ORDER BY user_id";
constexpr std::string_view countHoldersSql =
    "SELECT COUNT(*) FROM tenon_role_assignment a JOIN tenon_user u ON u.id = a.user_id WHERE a.role_id = :role "
    "AND (a.expires_at IS NULL OR a.expires_at > :at) AND u.deleted_at IS NULL";
constexpr std::string_view nextEndSql = "SELECT expires_at FROM tenon_role_assignment WHERE user_id = :account AND "
                                        "expires_at > :at ORDER BY expires_at LIMIT 1";
constexpr std::string_view rankSql =
    "SELECT MIN(CASE WHEN r.can_assign_roles THEN r.role_level END), MAX(CASE WHEN a.is_primary THEN r.scope END) "
    "FROM tenon_role_assignment a JOIN tenon_role r ON r.id = a.role_id WHERE a.user_id = :account AND r.is_active "
    "AND (a.expires_at IS NULL OR a.expires_at > :at)";
constexpr std::string_view insertSql =
    "INSERT INTO tenon_role_assignment (user_id, role_id, is_primary, assigned_by, assigned_at, expires_at, reason) "
    "VALUES (:account, :role, :primary, :by, :now, :until, :reason)";
constexpr std::string_view changeSql = "UPDATE tenon_role_assignment SET is_primary = :primary, assigned_by = :by, "
                                       "assigned_at = :now, expires_at = :until, "
                                       "reason = :reason WHERE user_id = :account AND role_id = :role";
constexpr std::string_view removeSql = "DELETE FROM tenon_role_assignment WHERE user_id = :account AND role_id = :role";

Assignment assignmentFrom(const Row& row) {
    return {
        .id = row.get<std::int64_t>(0),
        .account = row.get<std::int64_t>(1),
        .username = row.get<std::string>(2),
        .role = row.get<std::int64_t>(3),
        .roleUuid = row.get<std::string>(4),
        .roleName = row.get<std::string>(5),
        .assignedBy = row.get<std::optional<std::int64_t>>(6),
        .assignedByName = row.get<std::optional<std::string>>(7).value_or(""),
        .assignedAt = row.get<Timestamp>(8),
        .expiresAt = row.get<std::optional<Timestamp>>(9),
        .reason = row.get<std::string>(10),
        .isPrimary = row.get<bool>(11),
    };
}

std::string selecting(std::string_view condition) { return std::string(columns).append(condition); }

} // namespace

std::optional<Assignment> AssignmentStore::find(std::int64_t account, std::int64_t role) {
    static const std::string sql = selecting(ofPair);
    return _database.first(sql, {{"account", account}, {"role", role}}, assignmentFrom);
}

std::optional<Assignment> AssignmentStore::primary(std::int64_t account) {
    static const std::string sql = selecting(primaryOf);
    return _database.first(sql, {{"account", account}}, assignmentFrom);
}

std::vector<Assignment> AssignmentStore::of(std::int64_t account, Timestamp at) {
    static const std::string sql = selecting(holdingOf);
    return _database.rows(sql, {{"account", account}, {"at", at}}, assignmentFrom);
}

std::vector<std::int64_t> AssignmentStore::holdersOf(std::int64_t role) {
    return _database.rows(holdersSql, {{"role", role}}, [](const Row& row) { return row.get<std::int64_t>(0); });
}

std::int64_t AssignmentStore::countHolders(std::int64_t role, Timestamp at) {
    return _database.value<std::int64_t>(countHoldersSql, {{"role", role}, {"at", at}}).value_or(0);
}

std::optional<Timestamp> AssignmentStore::nextEnd(std::int64_t account, Timestamp at) {
    return _database.value<Timestamp>(nextEndSql, {{"account", account}, {"at", at}});
}

Rank AssignmentStore::rankOf(std::int64_t account, Timestamp at) {
    const auto rank = _database.first(rankSql, {{"account", account}, {"at", at}}, [](const Row& row) {
        return Rank{
            .level = row.get<std::optional<std::int64_t>>(0).value_or(0),
            .scope = row.get<std::optional<std::string>>(1).value_or("all"),
        };
    });
    return rank.value_or(Rank());
}

AssignmentStore::Found AssignmentStore::page(const Filter& filter, std::int64_t limit, std::int64_t offset) {
    std::string condition(open);
    std::vector<Param> params;
    if (filter.account) {
        condition.append(ofAccount);
        params.push_back({"account", *filter.account});
    }
    if (filter.role) {
        condition.append(ofRole);
        params.push_back({"role", *filter.role});
    }
    Found found;
    _database.run(std::string(countSql).append(condition), params, [&](const Row& row) {
        found.total = row.integer(0);
    });
    params.push_back({"limit", limit});
    params.push_back({"offset", offset});
    _database.run(selecting(condition.append(onPage)), params, [&](const Row& row) {
        found.assignments.push_back(assignmentFrom(row));
    });
    return found;
}

void AssignmentStore::insert(const Assignment& assignment) {
    _database.execute(
        insertSql,
        {{"account", assignment.account},
         {"role", assignment.role},
         {"primary", assignment.isPrimary},
         {"by", assignment.assignedBy},
         {"now", Clock::now()},
         {"until", assignment.expiresAt},
         {"reason", assignment.reason}}
    );
}

void AssignmentStore::change(const Assignment& assignment) {
    _database.execute(
        changeSql,
        {{"account", assignment.account},
         {"role", assignment.role},
         {"primary", assignment.isPrimary},
         {"by", assignment.assignedBy},
         {"now", Clock::now()},
         {"until", assignment.expiresAt},
         {"reason", assignment.reason}}
    );
}

void AssignmentStore::remove(std::int64_t account, std::int64_t role) {
    _database.execute(removeSql, {{"account", account}, {"role", role}});
}

} // namespace tenon::auth
