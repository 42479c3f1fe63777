#include "job_watch.h"

#include <kernel/jobs/watched_job.h>

#include <algorithm>
#include <charconv>

namespace tenon::jobs {

namespace {

using std::chrono::steady_clock;

constexpr auto lookInterval = std::chrono::seconds(1);
constexpr auto untilWoken = std::chrono::hours(1);

/// An id that is none of ours begins the stream anew.
std::int64_t versionOf(std::string_view lastEventId) {
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(lastEventId.data(), lastEventId.data() + lastEventId.size(), version);
    return error == std::errc() && end == lastEventId.data() + lastEventId.size() ? version : 0;
}

} // namespace

JobWatch::JobWatch(JobStore& store, Log& log, std::function<void()> wakeStreams)
    : _store(store), _wakeStreams(std::move(wakeStreams)), _ticker("jobs.watch", log, [this] { return look(); }) {}

std::shared_ptr<http::EventSource> JobWatch::stream(std::int64_t job, std::string_view lastEventId) {
    std::shared_ptr<WatchedJob> watched;
    {
        const std::lock_guard guard(_mutex);
        std::weak_ptr<WatchedJob>& known = _watched[job];
        watched = known.lock();
        if (watched == nullptr) {
            watched = std::make_shared<WatchedJob>(job);
            known = watched;
        }
    }
    // Read after it is watched: a change in between is seen by one of the two.
    const auto stored = _store.find(job);
    if (!stored) {
        watched->vanish();
        throw NotFound();
    }
    watched->update(*stored);
    _ticker.wake();
    return std::make_shared<JobStream>(watched, std::min(versionOf(lastEventId), stored->version));
}

void JobWatch::changed(std::int64_t job) noexcept {
    {
        const std::lock_guard guard(_mutex);
        if (!_watched.contains(job)) {
            return;
        }
        _changed.insert(job);
    }
    _ticker.wake();
}

std::vector<std::shared_ptr<WatchedJob>> JobWatch::due() {
    const bool isTimeForAll = steady_clock::now() >= _nextLookAtAll;
    const std::lock_guard guard(_mutex);
    std::erase_if(_watched, [](const auto& entry) { return entry.second.expired(); });
    std::vector<std::shared_ptr<WatchedJob>> jobs;
    for (const auto& [id, known] : _watched) {
        auto job = known.lock();
        if (job != nullptr && !job->isOver() && (isTimeForAll || _changed.contains(id))) {
            jobs.push_back(std::move(job));
        }
    }
    _changed.clear();
    if (isTimeForAll) {
        _nextLookAtAll = steady_clock::now() + lookInterval;
    }
    return jobs;
}

Ticker::Pause JobWatch::look() {
    const auto jobs = due();
    std::vector<std::int64_t> ids;
    for (const auto& job : jobs) {
        ids.push_back(job->id());
    }
    const auto stored = _store.find(ids);
    bool hasNews = false;
    for (const auto& job : jobs) {
        const auto found = std::ranges::find(stored, job->id(), [](const StoredJob& one) { return one.state.id; });
        if (found == stored.end()) {
            job->vanish();
        }
        hasNews = found == stored.end() || job->update(*found) || hasNews;
    }
    if (hasNews) {
        _wakeStreams();
    }
    const std::lock_guard guard(_mutex);
    return _watched.empty() ? untilWoken
                            : std::chrono::duration_cast<Ticker::Pause>(_nextLookAtAll - steady_clock::now());
}

} // namespace tenon::jobs
