#pragma once

#include <kernel/http/transport/event_source.h>
#include <kernel/jobs/job_store.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace tenon::jobs {

/// What is known of a job that somebody watches. Safe to use from many threads.
class WatchedJob {
public:
    explicit WatchedJob(std::int64_t id) : _id(id) {}

    [[nodiscard]] std::int64_t id() const { return _id; }

    /// Takes over a newer state; false when it is not newer.
    bool update(const StoredJob& job);

    /// The job is no more.
    void vanish();

    [[nodiscard]] bool isOver() const;

    /// Appends the event of the present state unless `version` has covered it; moves `version` on.
    http::EventSource::State append(std::string& out, std::int64_t& version) const;

private:
    const std::int64_t _id;
    mutable std::mutex _mutex;
    std::int64_t _version = 0; // guarded by _mutex
    std::string _event;        // guarded by _mutex: the event without its id
    bool _isOver = false;      // guarded by _mutex
};

/// One client's view of a job.
class JobStream final : public http::EventSource {
public:
    /// `job` is shared with the client's other streams and with those of other clients.
    JobStream(std::shared_ptr<const WatchedJob> job, std::int64_t version) : _job(std::move(job)), _version(version) {}

    State next(std::string& out) override { return _job->append(out, _version); }

private:
    std::shared_ptr<const WatchedJob> _job;
    std::int64_t _version;
};

} // namespace tenon::jobs
