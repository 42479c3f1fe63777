#include <kernel/assembly/upkeep.h>

namespace tenon::assembly {

namespace {

constexpr std::int64_t mostAtOnce = 500;

/// Calls `purge`, which deletes at most so many and tells how many, until nothing is left.
template <typename Purge>
void purgeAll(JobRun& run, const Purge& purge) {
    while (purge(mostAtOnce) == mostAtOnce) {
        run.checkpoint();
    }
}

} // namespace

void declareUpkeep(App& app, UpkeepParts parts) {
    app.job("kernel.upkeep", [parts](JobRun& run) {
        parts.auth.removeExpired();
        purgeAll(run, [&](std::int64_t most) { return parts.idempotency.purge(most); });
        purgeAll(run, [&](std::int64_t most) { return parts.jobs.purge(Clock::now() - parts.keepJobs, most); });
        return JsonObject();
    });
    app.schedule("17 3 * * *", "kernel.upkeep", {});
}

} // namespace tenon::assembly
