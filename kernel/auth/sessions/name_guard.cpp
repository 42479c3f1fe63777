#include "name_guard.h"

#include <kernel/auth/accounts/folding.h>
#include <kernel/crypto/sha256.h>

namespace tenon::auth {

namespace {

constexpr std::string_view findSql =
    "SELECT failures, failing_since, locked_until FROM tenon_login_name WHERE name_hash = :name";
constexpr std::string_view keepSql =
    "INSERT INTO tenon_login_name (name_hash, failures, failing_since, locked_until) "
    "VALUES (:name, :failures, :since, :until) ON CONFLICT (name_hash) DO UPDATE SET failures = excluded.failures, "
    "failing_since = excluded.failing_since, locked_until = excluded.locked_until";
constexpr std::string_view clearSql = "DELETE FROM tenon_login_name WHERE name_hash = :name";
constexpr std::string_view removeOldSql = "DELETE FROM tenon_login_name WHERE failing_since < :before";

struct Count {
    std::int64_t failures = 0;
    Timestamp since;
    std::optional<Timestamp> lockedUntil;
};

std::string hashOf(std::string_view name) { return crypto::sha256Hex(fold(name)); }

} // namespace

std::optional<Timestamp> NameGuard::noteFailure(std::string_view name, Timestamp now) {
    const std::string hash = hashOf(name);
    Count count = _database
                      .first(
                          findSql,
                          {{"name", hash}},
                          [](const Row& row) {
                              return Count{
                                  row.get<std::int64_t>(0),
                                  row.get<Timestamp>(1),
                                  row.get<std::optional<Timestamp>>(2),
                              };
                          }
                      )
                      .value_or(Count{0, now, std::nullopt});
    if (count.lockedUntil && now < *count.lockedUntil) {
        return count.lockedUntil; // Attempts during the lock do not lengthen it.
    }
    const auto limits = _limits.current();
    if (count.lockedUntil || now < count.since || now - count.since >= limits.failureWindow) {
        count = {0, now, std::nullopt};
    }
    ++count.failures;
    if (count.failures >= limits.failuresToLock) {
        count.lockedUntil = now + limits.lockTime;
    }
    _database.execute(
        keepSql, {{"name", hash}, {"failures", count.failures}, {"since", count.since}, {"until", count.lockedUntil}}
    );
    return count.lockedUntil;
}

void NameGuard::clear(std::string_view name) { _database.execute(clearSql, {{"name", hashOf(name)}}); }

void NameGuard::removeOld() {
    _database.execute(
        removeOldSql, {{"before", Clock::now() - _limits.current().failureWindow - std::chrono::days(1)}}
    );
}

} // namespace tenon::auth
