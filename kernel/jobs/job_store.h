#pragma once

#include <tenon/caller.h>
#include <tenon/database.h>
#include <tenon/job.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::jobs {

/// A job as it stands in the database; `version` grows with each change that a watcher can see.
struct StoredJob {
    JobState state;
    std::int64_t version = 0;
};

/// A job that this node holds a lease on.
struct LeasedJob {
    std::int64_t id = 0;
    std::string lease; ///< Tells this run from all others: a write under a lost lease changes nothing.
    std::string kind;
    JsonObject input;
    std::int64_t owner = 0;
    std::string requestId;
    int attempt = 0;
    int maxAttempts = 0;
    int progress = 0;
};

/// Who runs a job and until when, unless it is renewed.
struct JobLease {
    std::int64_t job = 0;
    std::string node;
    std::string lease;
    Timestamp until;

    bool operator==(const JobLease&) const = default;
};

/// What is written when a run is over.
struct Ending {
    std::string_view status; ///< queued (to be run again), succeeded, failed or cancelled
    int progress = 0;
    JsonObject facts;
    JsonObject result;
    JsonObject error;
    Timestamp runAt;          ///< When to run again
    int returnedAttempts = 0; ///< 1 when the run shall not count
};

/// The table tenon_job: one function, one statement or transaction. Safe to use from many threads.
class JobStore {
public:
    explicit JobStore(Database& database);

    StoredJob add(std::string_view kind, int maxAttempts, const JsonObject& input, const Caller& caller);

    [[nodiscard]] std::optional<StoredJob> find(std::int64_t id) const;
    [[nodiscard]] std::vector<StoredJob> find(std::span<const std::int64_t> ids) const;

    /// Asks a job to stop; false when it has ended or does not exist.
    bool cancel(std::int64_t id);

    /// When the first queued job of one of `kinds` (";a;b;") is due.
    [[nodiscard]] std::optional<Timestamp> firstDue(std::string_view kinds) const;

    /// Takes the first job of `kinds` that is due, for `node` until `until`.
    std::optional<LeasedJob> claim(std::string_view node, std::string_view kinds, Timestamp until);

    /// Keeps the lease until `until`; false when it is lost.
    bool renew(const LeasedJob& job, Timestamp until);

    /// Writes how far the run is and keeps the lease until `until`; false when it is lost.
    bool report(const LeasedJob& job, int progress, const JsonObject& facts, Timestamp until);

    /// Ends the run. A job that is to be run again but was asked to stop is cancelled. False when the lease is lost.
    bool end(const LeasedJob& job, const Ending& ending);

    /// The leases of all running jobs.
    [[nodiscard]] std::vector<JobLease> leases() const;

    /// Queues the job of a lease again that nobody keeps any more; one that was asked to stop is cancelled, one that
    /// was cut off too often has failed. False when the lease was renewed or is gone meanwhile.
    bool takeBack(const JobLease& lease);

    /// Makes queued jobs due that are to wait beyond `latest`, which is later than any job is ever put off: the clock
    /// was set back since.
    void hasten(Timestamp latest);

    /// Deletes at most `most` of the jobs that ended before `time`, the oldest first; returns how many.
    std::int64_t purge(Timestamp time, std::int64_t most);

    /// Jobs run by `node` that were asked to stop.
    [[nodiscard]] std::vector<std::int64_t> cancelled(std::string_view node) const;

private:
    Database& _database;
};

} // namespace tenon::jobs
