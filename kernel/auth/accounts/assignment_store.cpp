#include "assignment_store.h"

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.user_id, u.username, a.role_id, r.uuid, r.name, a.assigned_by, b.username, a.assigned_at, "
    "a.expires_at, a.reason, a.is_primary, a.scope, r.scope FROM tenon_role_assignment a JOIN tenon_user u ON u.id = "
    "a.user_id "
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
constexpr std::string_view levelSql =
    "SELECT MIN(r.role_level) FROM tenon_role_assignment a JOIN tenon_role r ON r.id = a.role_id WHERE a.user_id = "
    ":account AND r.is_active AND r.can_assign_roles AND (a.expires_at IS NULL OR a.expires_at > :at)";
constexpr std::string_view reachesSql =
    "SELECT a.id, COALESCE(a.scope, r.scope), p.kind, p.place_id FROM tenon_role_assignment a JOIN tenon_role r ON "
    "r.id = a.role_id LEFT JOIN tenon_role_place p ON p.assignment_id = a.id WHERE a.user_id = :account "
    "ORDER BY a.id, p.place_id";
constexpr std::string_view putSql =
    "INSERT INTO tenon_role_assignment (user_id, role_id, is_primary, assigned_by, assigned_at, expires_at, reason, "
    "scope) VALUES (:account, :role, :primary, :by, :now, :until, :reason, :scope) ON CONFLICT (user_id, role_id) DO "
    "UPDATE SET is_primary = excluded.is_primary, assigned_by = excluded.assigned_by, assigned_at = "
    "excluded.assigned_at, expires_at = excluded.expires_at, reason = excluded.reason, scope = excluded.scope "
    "RETURNING id";
constexpr std::string_view placesSql =
    "SELECT kind, place_id FROM tenon_role_place WHERE assignment_id = :id ORDER BY place_id";
constexpr std::string_view clearPlacesSql = "DELETE FROM tenon_role_place WHERE assignment_id = :id";
constexpr std::string_view addPlaceSql =
    "INSERT INTO tenon_role_place (assignment_id, kind, place_id) VALUES (:id, :kind, :place)";
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
        .scope = row.get<std::optional<std::string>>(12),
        .roleScope = row.get<std::string>(13),
    };
}

std::optional<Assignment> firstOf(std::vector<Assignment> found) {
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::string selecting(std::string_view condition) { return std::string(columns).append(condition); }

} // namespace

std::optional<Assignment> AssignmentStore::find(std::int64_t account, std::int64_t role) {
    static const std::string sql = selecting(ofPair);
    return firstOf(withPlaces(_database.rows(sql, {{"account", account}, {"role", role}}, assignmentFrom)));
}

std::optional<Assignment> AssignmentStore::primary(std::int64_t account) {
    static const std::string sql = selecting(primaryOf);
    return firstOf(withPlaces(_database.rows(sql, {{"account", account}}, assignmentFrom)));
}

std::vector<Assignment> AssignmentStore::of(std::int64_t account, Timestamp at) {
    static const std::string sql = selecting(holdingOf);
    return withPlaces(_database.rows(sql, {{"account", account}, {"at", at}}, assignmentFrom));
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

std::int64_t AssignmentStore::levelOf(std::int64_t account, Timestamp at) {
    const auto level = _database.value<std::optional<std::int64_t>>(levelSql, {{"account", account}, {"at", at}});
    return level.value_or(std::nullopt).value_or(0);
}

std::map<std::int64_t, Scope> AssignmentStore::reachesOf(std::int64_t account) {
    std::map<std::int64_t, GivenScope> given;
    _database.each(reachesSql, {{"account", account}}, [&](const Row& row) {
        GivenScope& scope = given[row.integer(0)];
        scope.name = row.text(1);
        if (!row.isNull(2)) {
            scope.places.push_back({row.get<std::string>(2), row.integer(3)});
        }
    });
    std::map<std::int64_t, Scope> reaches;
    for (const auto& [assignment, scope] : given) {
        reaches[assignment].add(reachOf(scope, account));
    }
    return reaches;
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
    found.assignments = withPlaces(std::move(found.assignments));
    return found;
}

/// Few assignments name places, so that the others cost no query.
std::vector<Assignment> AssignmentStore::withPlaces(std::vector<Assignment> assignments) {
    for (Assignment& assignment : assignments) {
        if (assignment.scope) {
            assignment.places = _database.rows(placesSql, {{"id", assignment.id}}, [](const Row& row) {
                return Place{row.get<std::string>(0), row.integer(1)};
            });
            std::ranges::sort(assignment.places);
        }
    }
    return assignments;
}

void AssignmentStore::put(const Assignment& assignment) {
    const auto id = _database.value<std::int64_t>(
        putSql,
        {{"account", assignment.account},
         {"role", assignment.role},
         {"primary", assignment.isPrimary},
         {"by", assignment.assignedBy},
         {"now", Clock::now()},
         {"until", assignment.expiresAt},
         {"reason", assignment.reason},
         {"scope", assignment.scope}}
    );
    _database.execute(clearPlacesSql, {{"id", id}});
    for (const Place& place : assignment.places) {
        _database.execute(addPlaceSql, {{"id", id}, {"kind", place.kind}, {"place", place.id}});
    }
}

void AssignmentStore::remove(std::int64_t account, std::int64_t role) {
    _database.execute(removeSql, {{"account", account}, {"role", role}});
}

} // namespace tenon::auth
