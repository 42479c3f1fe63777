#include "user_activity.h"

#include <tenon/audit.h>
#include <tenon/error.h>

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace tenon::insights {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The rows of the period and whose they are: who signs in is nobody yet, so that a login names its account as the
/// record.
constexpr std::string_view activitySql =
    "WITH activity AS (SELECT at, actor, CASE WHEN action NOT IN ('auth.session.opened', 'auth.login.failed', "
    "'auth.account.locked_out') THEN actor_id WHEN record_id = '' THEN 0 ELSE CAST(record_id AS BIGINT) END AS "
    "account, "
    "CASE WHEN action = 'auth.session.opened' THEN 1 ELSE 0 END AS login, "
    "CASE WHEN action IN ('auth.login.failed', 'auth.account.locked_out') THEN 1 ELSE 0 END AS failure "
    "FROM tenon_audit WHERE at >= :from AND at <= :to) ";

/// Both databases write an instant with its day in front.
constexpr std::string_view daysSql =
    "SELECT substr(CAST(at AS TEXT), 1, 10) AS day, "
    "COUNT(DISTINCT CASE WHEN account <> 0 AND failure = 0 THEN account END), SUM(login), SUM(failure), "
    "SUM(CASE WHEN account <> 0 AND login = 0 AND failure = 0 THEN 1 ELSE 0 END) "
    "FROM activity GROUP BY day ORDER BY day";

constexpr std::string_view usersSql =
    "SELECT a.account, COALESCE(u.username, MAX(a.actor)), SUM(a.login), SUM(a.failure), "
    "SUM(CASE WHEN a.login = 0 AND a.failure = 0 THEN 1 ELSE 0 END), MAX(a.at) FROM activity a "
    "LEFT JOIN tenon_user u ON u.id = a.account WHERE a.account <> 0 GROUP BY a.account, u.username "
    "ORDER BY COUNT(*) DESC, a.account LIMIT :most";

constexpr std::string_view totalsSql =
    "SELECT (SELECT COUNT(DISTINCT account) FROM activity WHERE account <> 0 AND failure = 0), "
    "(SELECT COUNT(*) FROM tenon_user), (SELECT COUNT(DISTINCT family) FROM tenon_refresh_token "
    "WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :now)";

Timestamp startOf(sys_days day) { return Timestamp(Timestamp::Point(day)); }

/// So that the last day of the year 9999 has an end that databases understand.
Timestamp endOf(sys_days day) { return startOf(day) + (days(1) - std::chrono::microseconds(1)); }

JsonObject
dayOf(const std::string& date, std::int64_t active, std::int64_t logins, std::int64_t failures, std::int64_t actions) {
    return {
        {"date", date},
        {"active_users", active},
        {"logins", logins},
        {"failed_logins", failures},
        {"actions", actions},
    };
}

JsonObject userOf(const Row& row) {
    return {
        {"id", row.get<std::int64_t>(0)},
        {"username", row.get<std::string>(1)},
        {"logins", row.get<std::int64_t>(2)},
        {"failed_logins", row.get<std::int64_t>(3)},
        {"actions", row.get<std::int64_t>(4)},
        {"last_activity", row.get<Timestamp>(5).text()},
    };
}

void requireSensible(const Period& period) {
    const auto length = sys_days(period.last.day()) - sys_days(period.first.day()) + days(1);
    if (length < days(1)) {
        throw Invalid("to", "Must not be earlier than `from`.");
    }
    if (length > days(longestPeriod)) {
        throw Invalid("to", {"Must be at most {days} days after `from`.", {{"days", longestPeriod - 1}}});
    }
}

std::int64_t sumOf(const JsonArray& rows, std::string_view member) {
    std::int64_t sum = 0;
    for (const Json& row : rows) {
        sum += row.as_object().at(member).as_int64();
    }
    return sum;
}

std::string statement(std::string_view select) { return std::string(activitySql).append(select); }

} // namespace

JsonObject UserActivity::of(const Caller& caller, const Period& period, std::int64_t most) {
    caller.require(auditPermission);
    requireSensible(period);
    const Timestamp from = startOf(sys_days(period.first.day()));
    const Timestamp to = endOf(sys_days(period.last.day()));
    const JsonArray perDay = daysIn(period, from, to);
    JsonArray perUser;
    _database.each(statement(usersSql), {{"from", from}, {"to", to}, {"most", most}}, [&](const Row& row) {
        perUser.emplace_back(userOf(row));
    });
    JsonObject activity{
        {"from", period.first.text()},
        {"to", period.last.text()},
        {"logins", sumOf(perDay, "logins")},
        {"failed_logins", sumOf(perDay, "failed_logins")},
        {"actions", sumOf(perDay, "actions")},
        {"days", perDay},
        {"users", std::move(perUser)},
    };
    _database.each(statement(totalsSql), {{"from", from}, {"to", to}, {"now", Clock::now()}}, [&](const Row& row) {
        activity.emplace("active_users", row.get<std::int64_t>(0));
        activity.emplace("total_users", row.get<std::int64_t>(1));
        activity.emplace("open_sessions", row.get<std::int64_t>(2));
    });
    return activity;
}

/// One for each day, also for those on which nothing happened.
JsonArray UserActivity::daysIn(const Period& period, Timestamp from, Timestamp to) {
    std::map<std::string, JsonObject> byDate;
    for (sys_days day(period.first.day()); day <= sys_days(period.last.day()); day += days(1)) {
        const std::string date = Date(day).text();
        byDate.emplace(date, dayOf(date, 0, 0, 0, 0));
    }
    _database.each(statement(daysSql), {{"from", from}, {"to", to}}, [&](const Row& row) {
        const auto date = row.get<std::string>(0);
        byDate.at(date) = dayOf(
            date, row.get<std::int64_t>(1), row.get<std::int64_t>(2), row.get<std::int64_t>(3), row.get<std::int64_t>(4)
        );
    });
    JsonArray inOrder;
    for (auto& [date, day] : byDate) {
        inOrder.emplace_back(std::move(day));
    }
    return inOrder;
}

} // namespace tenon::insights
