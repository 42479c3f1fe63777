#include "job_queue.h"

namespace tenon::jobs {

JobQueue::JobQueue(
    Database& database, Log& log, CallerSource callers, JobSettings settings, std::function<void()> wakeStreams
)
    : _database(database), _store(database), _watch(_store, log, std::move(wakeStreams)),
      _runner(_store, _kinds, _watch, log, std::move(callers), std::move(settings)) {}

JobKind& JobQueue::declare(std::string module, std::string kind, JobBody body) {
    return _kinds.declare(std::move(module), std::move(kind), std::move(body));
}

void JobQueue::withdraw(std::string_view module) { _kinds.withdraw(module); }

void JobQueue::start() {
    _watch.start();
    _runner.start();
}

void JobQueue::stop() noexcept {
    _runner.stop();
    _watch.stop();
}

JobState JobQueue::enqueue(std::string_view kind, JsonObject input, const Caller& caller) {
    const auto declared = _kinds.find(kind);
    if (declared == nullptr) {
        throw Unavailable("Jobs of this kind are not run at the moment.", "JOB_KIND_UNKNOWN");
    }
    JobState state = _store.add(kind, declared->mostAttempts(), input, caller).state;
    _database.afterCommit([this] { _runner.wake(); });
    return state;
}

JobState JobQueue::state(std::int64_t id, const Caller& caller) const {
    auto job = _store.find(id);
    // Nobody and the system share the id 0: a job of the system is not everybody's.
    const bool isOwner = job && caller.isSignedIn() && job->state.owner == caller.id();
    if (!job || !(isOwner || caller.isSuperuser())) {
        throw NotFound();
    }
    return std::move(job->state);
}

void JobQueue::cancel(std::int64_t id, const Caller& caller) {
    static_cast<void>(state(id, caller));
    if (!_store.cancel(id)) {
        throw Conflict("INVALID_STATE", "The job has ended.");
    }
    _database.afterCommit([this, id] {
        _runner.cancel(id);
        _watch.changed(id);
    });
}

} // namespace tenon::jobs
