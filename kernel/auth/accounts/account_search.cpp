#include "account_search.h"

#include "account_store.h"
#include "folding.h"

#include <kernel/text/like_pattern.h>

#include <algorithm>
#include <array>
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
constexpr std::string_view belowSql =
    " AND id IN (WITH RECURSIVE below(id) AS (SELECT id FROM tenon_user WHERE id = :below UNION SELECT u.id FROM "
    "tenon_user u JOIN below b ON u.parent_id = b.id) SELECT id FROM below)";
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

} // namespace

bool isOrdering(std::string_view ordering) { return !clauseOf(ordering).empty(); }

FoundAccounts findAccounts(Database& database, const AccountFilter& filter, std::int64_t limit, std::int64_t offset) {
    std::string condition(openSql);
    const std::string pattern = text::likePattern(fold(filter.search));
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
    if (filter.below) {
        condition.append(belowSql);
        params.push_back({"below", *filter.below});
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

bool isBelow(Database& database, std::int64_t account, std::int64_t above) {
    return database.value<std::int64_t>(isBelowSql, {{"account", account}, {"above", above}}).value_or(0) > 0;
}

} // namespace tenon::auth
