#pragma once

#include <tenon/caller.h>
#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <cstdint>

namespace tenon::insights {

/// Whole days in UTC, the first and the last included.
struct Period {
    Date first;
    Date last;
};

inline constexpr std::int64_t longestPeriod = 366; ///< Days
inline constexpr std::int64_t usualPeriod = 30;    ///< Days

/// Who did how much, from the audit trail and the sessions. Safe to call from many threads.
class UserActivity {
public:
    explicit UserActivity(Database& database) : _database(database) {}

    /// {from, to, total_users, active_users, logins, failed_logins, actions, open_sessions, days, users}: a day for
    /// each of the period, and the `most` accounts with the most going on. Who signed in or changed something is
    /// active; what the server does by itself is nobody's action. Throws Forbidden without `audit.view`, and Invalid
    /// when the period ends before it begins or is longer than a year.
    [[nodiscard]] JsonObject of(const Caller& caller, const Period& period, std::int64_t most);

private:
    [[nodiscard]] JsonArray daysIn(const Period& period, Timestamp from, Timestamp to);

    Database& _database;
};

} // namespace tenon::insights
