#pragma once

#include <kernel/jobs/job_watch.h>
#include <kernel/jobs/lease_watch.h>
#include <kernel/jobs/run.h>
#include <kernel/jobs/ticker.h>
#include <kernel/jobs/worker_pool.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tenon::jobs {

/// How a node runs jobs.
struct JobSettings {
    /// Name of this node: the same after a restart, different from those of the other nodes.
    std::string node;
    /// How many jobs run at once.
    std::size_t workers = 4;
    /// How long a node that is not heard of keeps its jobs.
    std::chrono::milliseconds lease{30'000};
    /// How often the database is asked for what other nodes did.
    std::chrono::milliseconds poll{2'000};
};

/// Takes jobs out of the database, has them run and writes down how they fare: one thread does all the writing, so that
/// a body neither waits for it nor draws it into its transactions. Safe to use from many threads.
class Runner {
public:
    Runner(
        JobStore& store, const JobKinds& kinds, JobWatch& watch, Log& log, CallerSource callers, JobSettings settings
    );
    ~Runner();

    /// Begins to run jobs; first those that a previous life of this node left behind.
    void start();

    /// Looks for work soon.
    void wake() noexcept { _ticker.wake(); }

    /// Asks the job to stop if it runs here.
    void cancel(std::int64_t job) noexcept;

    /// Asks the running jobs to stop, gives back those that do and returns when all have ended.
    void stop() noexcept;

private:
    struct Active {
        std::shared_ptr<Run> run; // shared with the worker, which may hold it a moment longer
        std::chrono::steady_clock::time_point renewed;
        std::chrono::steady_clock::time_point nextReport;
    };

    [[nodiscard]] Ticker::Pause look();
    void settle();
    [[nodiscard]] bool hasSettled(Active& active);
    void conclude(Run& run, const Outcome& outcome);
    void keepLease(Active& active);
    void poll();
    void takeBackOrphans();
    [[nodiscard]] bool isActive(std::int64_t job) const;
    [[nodiscard]] Ticker::Pause claim();
    void launch(LeasedJob job, JobKinds::Kind kind);
    [[nodiscard]] std::vector<JobKinds::Kind> freeKinds() const;
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] Ticker::Pause untilNextReport() const;

    JobStore& _store;
    const JobKinds& _kinds;
    JobWatch& _watch;
    Log& _log;
    const CallerSource _callers;
    const JobSettings _settings;
    LeaseWatch _leases;                              // of the ticker's thread
    std::chrono::steady_clock::time_point _nextPoll; // of the ticker's thread

    mutable std::mutex _mutex;
    std::condition_variable _ended;
    std::vector<Active> _active; // changed by the ticker's thread under _mutex, read by others under _mutex
    bool _isStopping = false;    // guarded by _mutex
    std::unique_ptr<WorkerPool> _workers;
    Ticker _ticker;
};

} // namespace tenon::jobs
