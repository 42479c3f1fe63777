#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/json.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// What a running job sees of itself. One thread runs a job at a time, on one node.
class TENON_API JobRun {
public:
    virtual ~JobRun();

    [[nodiscard]] virtual std::int64_t id() const = 0;
    [[nodiscard]] virtual const JsonObject& input() const = 0;
    /// Who started the job, with the permissions that account has now.
    [[nodiscard]] virtual const Caller& caller() const = 0;
    /// Counted from 1; above 1 the job ran before and failed or was cut off by a crash.
    [[nodiscard]] virtual int attempt() const = 0;

    /// Tells how far the work is, 0 to 100 (never backwards), with facts for the one who watches. Cheap: written at
    /// most a few times a second. Also renews the job's lease.
    virtual void progress(int percent, JsonObject facts = {}) = 0;

    /// Throws when the job was cancelled or the server is stopping; call it in long loops.
    virtual void checkpoint() = 0;
};

/// What a job does: returns its result or throws. A thrown tenon::Error is final unless it is Unavailable or a
/// connection fault, which are tried again with growing pauses. A job may run more than once and must bear it.
using JobBody = std::function<JsonObject(JobRun&)>;

/// The state of a job as anybody may ask for it.
struct JobState {
    std::int64_t id = 0;
    std::string uuid;
    std::string kind;
    std::string status; ///< queued, running, succeeded, failed or cancelled
    int progress = 0;
    JsonObject facts;
    JsonObject result;
    JsonObject error; ///< {"code", "message"} of a failed job
    std::int64_t owner = 0;
    std::string createdAt;
    std::string finishedAt;
};

/// The JSON of a job: {"id", "job_id", "uuid", "kind", "status", "progress", "facts", "result", "error", "created_at",
/// "finished_at", "stream_url"}.
[[nodiscard]] TENON_API JsonObject jsonOf(const JobState& job);

/// Jobs live in the database: they survive a restart and run on any node. Safe to call from many threads.
class TENON_API Jobs {
public:
    virtual ~Jobs();

    /// Adds a job in the caller's transaction; it starts once that is committed.
    virtual JobState enqueue(std::string_view kind, JsonObject input, const Caller& caller) = 0;

    /// The job, if there is one and `caller` owns it or is a superuser; throws NotFound.
    [[nodiscard]] virtual JobState state(std::int64_t id, const Caller& caller) const = 0;

    /// Asks a queued or running job to stop; throws Conflict INVALID_STATE when it has ended.
    virtual void cancel(std::int64_t id, const Caller& caller) = 0;
};

/// Settings of a kind of job, made where the module declares it.
class TENON_API JobKind {
public:
    virtual ~JobKind();
    /// How often a job that failed for a passing reason is tried in all; 3 unless told otherwise.
    virtual JobKind& attempts(int most) = 0;
    /// How many of this kind run at once on one node; 1 unless told otherwise.
    virtual JobKind& parallel(int most) = 0;
};

} // namespace tenon
