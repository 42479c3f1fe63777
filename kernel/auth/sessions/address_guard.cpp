#include "address_guard.h"

#include "network.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view blockedSql = "SELECT blocked_until FROM tenon_login_address WHERE address = :address";
constexpr std::string_view findSql = "SELECT failures, failing_since FROM tenon_login_address WHERE address = :address";
constexpr std::string_view keepSql =
    "INSERT INTO tenon_login_address (address, failures, failing_since, blocked_until) "
    "VALUES (:address, :failures, :since, :until) ON CONFLICT (address) DO UPDATE SET failures = excluded.failures, "
    "failing_since = excluded.failing_since, blocked_until = excluded.blocked_until";
constexpr std::string_view removeOldSql = "DELETE FROM tenon_login_address WHERE failing_since < :before";

constexpr std::int64_t steps = 10; // 2^10 s is longer than any sensible window

struct Count {
    std::int64_t failures = 0;
    Timestamp since;
};

} // namespace

void AddressGuard::requireOpen(std::string_view address) {
    if (address.empty()) {
        return; // The console of the host itself: it is not kept out by anybody's failures.
    }
    const std::string network = networkOf(address);
    const auto until = _database.first(blockedSql, {{"address", network}}, [](const Row& row) {
        return row.get<std::optional<Timestamp>>(0);
    });
    const Timestamp now = Clock::now();
    if (until && *until && now < **until) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(**until - now).count();
        throw Error(
            429,
            "TOO_MANY_ATTEMPTS",
            "Too many failed logins from your address. Try again later.",
            {{"retry_after", seconds}}
        );
    }
}

void AddressGuard::noteFailure(std::string_view address, Timestamp now) {
    if (address.empty()) {
        return;
    }
    const std::string network = networkOf(address);
    Count count = _database
                      .first(
                          findSql,
                          {{"address", network}},
                          [](const Row& row) {
                              return Count{row.get<std::int64_t>(0), row.get<Timestamp>(1)};
                          }
                      )
                      .value_or(Count{0, now});
    const auto limits = _limits.current();
    if (now - count.since >= limits.failureWindow || now < count.since) {
        count = {0, now};
    }
    ++count.failures;
    std::optional<Timestamp> until;
    if (count.failures >= limits.addressFailures) {
        const auto step = std::min(count.failures - limits.addressFailures, steps);
        until = now + std::min<std::chrono::seconds>(std::chrono::seconds(std::int64_t{1} << step), limits.lockTime);
    }
    _database.execute(
        keepSql, {{"address", network}, {"failures", count.failures}, {"since", count.since}, {"until", until}}
    );
}

std::int64_t AddressGuard::removeOld() {
    return _database.execute(
        removeOldSql, {{"before", Clock::now() - _limits.current().failureWindow - std::chrono::days(1)}}
    );
}

} // namespace tenon::auth
