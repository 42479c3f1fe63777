#pragma once

#include <kernel/http/transport/event_source.h>
#include <kernel/jobs/job_kinds.h>
#include <kernel/jobs/job_store.h>
#include <kernel/jobs/job_watch.h>
#include <kernel/jobs/runner.h>

#include <tenon/job.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tenon::jobs {

/// The jobs of this node: kinds are declared, then it is started and stopped once. Safe to use from many threads.
class JobQueue final : public Jobs {
public:
    /// `wakeStreams` is called, from any thread, when a stream has something to say.
    JobQueue(
        Database& database, Log& log, CallerSource callers, JobSettings settings, std::function<void()> wakeStreams
    );

    /// Declares a kind of job; throws std::invalid_argument when it is declared already.
    JobKind& declare(std::string module, std::string kind, JobBody body);

    /// Forgets the kinds of a module that failed; their jobs stay in the queue.
    void withdraw(std::string_view module);

    void start();
    void stop() noexcept;

    /// Looks for work soon rather than at the next poll.
    void wake() noexcept { _runner.wake(); }

    /// Deletes at most `most` of the jobs that ended before `time`, the oldest first; returns how many.
    std::int64_t purge(Timestamp time, std::int64_t most) { return _store.purge(time, most); }

    /// Throws Unavailable for a kind that nobody declared.
    JobState enqueue(std::string_view kind, JsonObject input, const Caller& caller) override;
    [[nodiscard]] JobState state(std::int64_t id, const Caller& caller) const override;
    void cancel(std::int64_t id, const Caller& caller) override;

    /// The job's events for one client, who was allowed to see the job by state(); see JobWatch::stream. Throws
    /// NotFound.
    [[nodiscard]] std::shared_ptr<http::EventSource> stream(std::int64_t id, std::string_view lastEventId) {
        return _watch.stream(id, lastEventId);
    }

private:
    Database& _database;
    JobStore _store;
    JobKinds _kinds;
    JobWatch _watch;
    Runner _runner;
};

} // namespace tenon::jobs
