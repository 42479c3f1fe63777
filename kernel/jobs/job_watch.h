#pragma once

#include <kernel/http/transport/event_source.h>
#include <kernel/jobs/job_store.h>
#include <kernel/jobs/ticker.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <vector>

namespace tenon::jobs {

class WatchedJob;

/// Shows jobs to those who watch them, wherever they run.
///
/// One thread asks the database for all watched jobs together: at once after a change on this node, else once a second.
/// Streams only read what it found. Safe to use from many threads.
class JobWatch {
public:
    /// `wakeStreams` is called when a stream has something to say.
    JobWatch(JobStore& store, Log& log, std::function<void()> wakeStreams);

    void start() { _ticker.start(); }

    void stop() noexcept { _ticker.stop(); }

    /// The events of a job: `progress` with the job's JSON for each change seen, at last `done`, `failed` or
    /// `cancelled`. Their ids are the job's versions; what `lastEventId` has covered is not sent again. Throws
    /// NotFound.
    [[nodiscard]] std::shared_ptr<http::EventSource> stream(std::int64_t job, std::string_view lastEventId);

    /// Tells that this node changed the job.
    void changed(std::int64_t job) noexcept;

private:
    [[nodiscard]] Ticker::Pause look();
    [[nodiscard]] std::vector<std::shared_ptr<WatchedJob>> due();

    JobStore& _store;
    const std::function<void()> _wakeStreams;
    std::mutex _mutex;
    // Owned by the streams: a job that nobody watches any more is forgotten.
    std::map<std::int64_t, std::weak_ptr<WatchedJob>> _watched; // guarded by _mutex
    std::set<std::int64_t> _changed;                            // guarded by _mutex
    std::chrono::steady_clock::time_point _nextLookAtAll;       // of the ticker's thread
    Ticker _ticker;
};

} // namespace tenon::jobs
