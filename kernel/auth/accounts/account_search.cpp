#include "account_search.h"

#include "account_store.h"
#include "folding.h"

#include <tenon/like.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace tenon::auth {

namespace {

constexpr std::string_view selectSql =
    "SELECT id, uuid, username, email, name, role, user_type, is_superuser, is_active, is_locked, failed_attempts, "
    "locked_until, last_login, perm_epoch, must_change_password, is_first_login, created_at, updated_at FROM "
    "tenon_user ";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM tenon_user ";
constexpr std::string_view openSql = "WHERE deleted_at IS NULL";

constexpr std::string_view searchSql = " AND (username_key LIKE :pattern ESCAPE '\\' OR email_key LIKE :pattern ESCAPE "
                                       "'\\' OR name_key LIKE :pattern ESCAPE '\\')";
constexpr std::string_view roleSql = " AND id IN (SELECT user_id FROM tenon_role_assignment WHERE role_id = :role AND "
                                     "(expires_at IS NULL OR expires_at > :now))";
constexpr std::string_view typeSql = " AND user_type = :type";
constexpr std::string_view activeSql = " AND is_active = :active";
constexpr std::string_view lockedSql = " AND is_locked = :locked";
constexpr std::string_view placesSql = "SELECT p.kind, p.place_id FROM tenon_role_place p JOIN tenon_role_assignment a "
                                       "ON a.id = p.assignment_id WHERE a.user_id = :account ORDER BY p.place_id";
constexpr std::string_view holdersSql = "id IN (SELECT a.user_id FROM tenon_role_assignment a JOIN tenon_role_place p "
                                        "ON p.assignment_id = a.id WHERE ";
constexpr std::string_view isBelowSql =
    "WITH RECURSIVE above(id, parent_id) AS (SELECT id, parent_id FROM tenon_user WHERE id = :account UNION SELECT "
    "u.id, "
    "u.parent_id FROM tenon_user u JOIN above a ON u.id = a.parent_id) SELECT COUNT(*) FROM above WHERE id = :above";
constexpr std::string_view pageSql = " LIMIT :limit OFFSET :offset";

struct Ordering {
    std::string_view name;
    std::string_view ascending;
    std::string_view descending;
};

constexpr std::array<Ordering, 10> orderings{{
    {"id", " ORDER BY id", " ORDER BY id DESC"},
    {"username", " ORDER BY username_key, id", " ORDER BY username_key DESC, id DESC"},
    {"login_id", " ORDER BY username_key, id", " ORDER BY username_key DESC, id DESC"},
    {"email", " ORDER BY email_key, id", " ORDER BY email_key DESC, id DESC"},
    {"name", " ORDER BY name_key, id", " ORDER BY name_key DESC, id DESC"},
    {"role", " ORDER BY role, id", " ORDER BY role DESC, id DESC"},
    {"user_type", " ORDER BY user_type, id", " ORDER BY user_type DESC, id DESC"},
    {"date_joined", " ORDER BY created_at, id", " ORDER BY created_at DESC, id DESC"},
    {"created_at", " ORDER BY created_at, id", " ORDER BY created_at DESC, id DESC"},
    {"last_login", " ORDER BY last_login, id", " ORDER BY last_login DESC, id DESC"},
}};

/// The clause of an ordering; empty when there is none of the name.
std::string_view clauseOf(std::string_view ordering) {
    const bool isDescending = ordering.starts_with('-');
    ordering.remove_prefix(isDescending ? 1 : 0);
    const auto found = std::ranges::find(orderings, ordering, &Ordering::name);
    if (found == orderings.end()) {
        return {};
    }
    return isDescending ? found->descending : found->ascending;
}

/// The accounts that `scope` reaches; of places those that hold a role for one of them.
Condition conditionOf(const Scope& scope) {
    Condition condition = scope.on({.owner = "id", .places = {}});
    std::string holders;
    for (const Place& place : scope.places) {
        const std::string number = std::to_string(condition.parameters.size());
        holders.append(holders.empty() ? "" : " OR ")
            .append("(p.kind = :kind" + number + " AND p.place_id = :place" + number + ")");
        condition.parameters.emplace_back("kind" + number, place.kind);
        condition.parameters.emplace_back("place" + number, place.id);
    }
    if (!scope.isAll && !holders.empty()) {
        condition.sql.append(" OR ").append(holdersSql).append(holders).append(")");
    }
    return condition;
}

} // namespace

bool isOrdering(std::string_view ordering) { return !clauseOf(ordering).empty(); }

FoundAccounts findAccounts(Database& database, const AccountFilter& filter, std::int64_t limit, std::int64_t offset) {
    std::string condition(openSql);
    const std::string pattern = likePattern(fold(filter.search));
    std::vector<Param> params;
    // A filter names only what it restricts, so that an index can serve.
    if (!filter.search.empty()) {
        condition.append(searchSql);
        params.push_back({"pattern", pattern});
    }
    if (filter.role) {
        condition.append(roleSql);
        params.push_back({"role", *filter.role});
        params.push_back({"now", Clock::now()});
    }
    if (!filter.userType.empty()) {
        condition.append(typeSql);
        params.push_back({"type", filter.userType});
    }
    if (filter.isActive) {
        condition.append(activeSql);
        params.push_back({"active", *filter.isActive});
    }
    if (filter.isLocked) {
        condition.append(lockedSql);
        params.push_back({"locked", *filter.isLocked});
    }
    const Condition within = conditionOf(filter.scope);
    if (!within.sql.empty()) {
        condition.append(" AND (").append(within.sql).append(")");
        std::ranges::copy(within.params(), std::back_inserter(params));
    }
    FoundAccounts found;
    database.run(std::string(countSql).append(condition), params, [&](const Row& row) {
        found.total = row.integer(0);
    });
    params.push_back({"limit", limit});
    params.push_back({"offset", offset});
    const std::string sql = std::string(selectSql).append(condition).append(clauseOf(filter.ordering)).append(pageSql);
    database.run(sql, params, [&](const Row& row) { found.accounts.push_back(accountFrom(row)); });
    return found;
}

bool isWithin(Database& database, std::int64_t account, const Scope& scope) {
    if (scope.isAll || account == scope.account) {
        return true;
    }
    if (scope.withSubtree
        && database.value<std::int64_t>(isBelowSql, {{"account", account}, {"above", scope.account}}) != 0) {
        return true;
    }
    bool sharesPlace = false;
    if (!scope.places.empty()) {
        database.each(placesSql, {{"account", account}}, [&](const Row& row) {
            sharesPlace = sharesPlace || scope.reaches(row.text(0), row.integer(1));
        });
    }
    return sharesPlace;
}

} // namespace tenon::auth
