#include "runner.h"

#include <kernel/jobs/ending.h>
#include <kernel/jobs/fault.h>

#include <algorithm>
#include <iterator>

namespace tenon::jobs {

namespace {

using std::chrono::steady_clock;

/// At most four reports a second are written for each job.
constexpr auto reportInterval = std::chrono::milliseconds(250);
/// Before looking again when another node was just about to take the job that is due.
constexpr auto pauseAfterMiss = std::chrono::milliseconds(100);

std::string listOf(const std::vector<JobKinds::Kind>& kinds) {
    std::string list = ";";
    for (const auto& kind : kinds) {
        list += kind->name() + ';';
    }
    return list;
}

} // namespace

Runner::Runner(
    JobStore& store, const JobKinds& kinds, JobWatch& watch, Log& log, CallerSource callers, JobSettings settings
)
    : _store(store), _kinds(kinds), _watch(watch), _log(log), _callers(std::move(callers)),
      _settings(std::move(settings)), _leases(_settings.lease), _ticker("jobs.runner", log, [this] { return look(); }) {
}

Runner::~Runner() { stop(); }

void Runner::start() {
    _workers = std::make_unique<WorkerPool>(_settings.workers);
    _ticker.start();
}

void Runner::cancel(std::int64_t job) noexcept {
    const std::lock_guard guard(_mutex);
    for (const Active& active : _active) {
        if (active.run->id() == job) {
            active.run->interrupt(Interruption::Cancelled);
        }
    }
}

void Runner::stop() noexcept {
    if (_workers == nullptr) {
        return;
    }
    {
        std::unique_lock lock(_mutex);
        _isStopping = true;
        for (const Active& active : _active) {
            active.run->interrupt(Interruption::Stopping);
        }
        // The ticker goes on until then: it keeps the leases of jobs that take their time.
        _ended.wait(lock, [this] {
            return std::ranges::all_of(_active, [](const Active& active) { return active.run->isOver(); });
        });
    }
    _ticker.stop();
    _workers->stop();
    _workers.reset();
    try {
        settle();
    } catch (...) {
        // The leases run out, or the next life of this node takes the jobs back.
        _log.warn("jobs.stop.failed", {{"cause", causeOf(std::current_exception())}});
    }
}

Ticker::Pause Runner::look() {
    settle();
    poll();
    const Ticker::Pause untilDue = claim();
    return std::max(Ticker::Pause(0), std::min({untilDue, untilNextReport(), Ticker::Pause(_settings.poll)}));
}

void Runner::settle() {
    std::vector<const Run*> settled;
    for (Active& active : _active) {
        if (hasSettled(active)) {
            settled.push_back(active.run.get());
        }
    }
    const std::lock_guard guard(_mutex);
    std::erase_if(_active, [&](const Active& active) {
        return std::ranges::find(settled, active.run.get()) != settled.end();
    });
}

bool Runner::hasSettled(Active& active) {
    Run& run = *active.run;
    if (const auto outcome = run.outcome()) {
        conclude(run, *outcome);
        return true;
    }
    keepLease(active);
    return false;
}

void Runner::conclude(Run& run, const Outcome& outcome) {
    if (outcome.kind == Outcome::Kind::Lost) {
        return;
    }
    try {
        _store.end(run.job(), endingOf(run, outcome));
    } catch (...) {
        const auto fault = std::current_exception();
        if (isPassing(fault)) {
            throw;
        }
        _log.error("job.result_refused", {{"job", run.id()}, {"kind", run.job().kind}, {"cause", causeOf(fault)}});
        run.replaceOutcome(resultRefused());
        _store.end(run.job(), endingOf(run, resultRefused()));
    }
    _watch.changed(run.id());
}

void Runner::keepLease(Active& active) {
    Run& run = *active.run;
    const auto now = steady_clock::now();
    const auto report = now >= active.nextReport ? run.takeReport() : std::nullopt;
    if (!report && now - active.renewed < _settings.lease / 3) {
        return;
    }
    const Timestamp until = Clock::now() + _settings.lease;
    const bool isKept =
        report ? _store.report(run.job(), report->percent, report->facts, until) : _store.renew(run.job(), until);
    if (!isKept) {
        run.interrupt(Interruption::Lost);
    }
    active.renewed = now;
    if (report) {
        active.nextReport = now + reportInterval;
        _watch.changed(run.id());
    }
}

void Runner::poll() {
    const auto now = steady_clock::now();
    if (now < _nextPoll) {
        return;
    }
    takeBackOrphans();
    _store.hasten(Clock::now() + longestRetryPause);
    for (const std::int64_t job : _store.cancelled(_settings.node)) {
        cancel(job);
    }
    _nextPoll = now + _settings.poll;
}

/// Jobs of nodes that are gone, and those of this node that it does not run: they were left behind by its previous
/// life, or the database took the lease and could not say so any more.
void Runner::takeBackOrphans() {
    auto leases = _store.leases();
    std::erase_if(leases, [this](const JobLease& lease) { return isActive(lease.job); });
    auto orphans = _leases.over(leases);
    std::ranges::copy_if(leases, std::back_inserter(orphans), [this](const JobLease& lease) {
        return lease.node == _settings.node;
    });
    for (const JobLease& orphan : orphans) {
        if (_store.takeBack(orphan)) {
            _log.warn("job.taken_back", {{"job", orphan.job}, {"node", orphan.node}});
            _watch.changed(orphan.job);
        }
    }
}

bool Runner::isActive(std::int64_t job) const {
    return std::ranges::any_of(_active, [job](const Active& active) { return active.run->id() == job; });
}

Ticker::Pause Runner::claim() {
    while (hasRoom()) {
        const auto kinds = freeKinds();
        const std::string list = listOf(kinds);
        const auto due = _store.firstDue(list);
        if (!due) {
            break;
        }
        const Timestamp now = Clock::now();
        if (*due > now) {
            return *due - now;
        }
        auto job = _store.claim(_settings.node, list, now + _settings.lease);
        if (!job) {
            return pauseAfterMiss;
        }
        launch(std::move(*job), *std::ranges::find(kinds, job->kind, &DeclaredKind::name));
    }
    return _settings.poll;
}

void Runner::launch(LeasedJob job, JobKinds::Kind kind) {
    const std::int64_t id = job.id;
    auto run = std::make_shared<Run>(std::move(job), std::move(kind), [this] {
        {
            const std::lock_guard guard(_mutex);
            _ended.notify_all();
        }
        _ticker.wake();
    });
    {
        const std::lock_guard guard(_mutex);
        _active.push_back({run, steady_clock::now(), {}});
        if (_isStopping) {
            run->interrupt(Interruption::Stopping);
        }
    }
    _workers->submit([this, run] { run->execute(_callers, _log); });
    _watch.changed(id);
}

std::vector<JobKinds::Kind> Runner::freeKinds() const {
    auto kinds = _kinds.all();
    std::erase_if(kinds, [this](const JobKinds::Kind& kind) {
        const auto running =
            std::ranges::count(_active, kind->name(), [](const Active& active) { return active.run->kind().name(); });
        return running >= kind->mostParallel();
    });
    return kinds;
}

bool Runner::hasRoom() const {
    const std::lock_guard guard(_mutex);
    return !_isStopping && _active.size() < _settings.workers;
}

Ticker::Pause Runner::untilNextReport() const {
    Ticker::Pause pause = _settings.poll;
    for (const Active& active : _active) {
        if (active.run->hasReport()) {
            const auto wait = active.nextReport - steady_clock::now();
            pause = std::min(pause, std::chrono::duration_cast<Ticker::Pause>(wait));
        }
    }
    return pause;
}

} // namespace tenon::jobs
