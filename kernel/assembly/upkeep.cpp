#include <kernel/assembly/upkeep.h>
#include <kernel/files/file_owners.h>

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

/// Contents whose last owner let go when they could not be removed.
void removeUnownedFiles(JobRun& run, const UpkeepParts& parts) {
    files::FileOwners owners(parts.database);
    for (const std::string& sha256 : owners.unowned(mostAtOnce)) {
        run.checkpoint();
        owners.forget(sha256, [&] { parts.files.remove(sha256); });
    }
}

} // namespace

void declareUpkeep(App& app, UpkeepParts parts) {
    app.job("kernel.upkeep", [parts](JobRun& run) {
        parts.auth.removeExpired();
        purgeAll(run, [&](std::int64_t most) { return parts.idempotency.purge(most); });
        purgeAll(run, [&](std::int64_t most) { return parts.jobs.purge(Clock::now() - parts.keepJobs, most); });
        removeUnownedFiles(run, parts);
        return JsonObject();
    });
    app.schedule("17 3 * * *", "kernel.upkeep", {});
}

} // namespace tenon::assembly
