#include <kernel/data/sqlite/error.h>
#include <kernel/data/sqlite/writer.h>

#include <tenon/blocking.h>

#include <sqlite3.h>

#include <algorithm>

namespace tenon::data::sqlite {

namespace {

/// Enough for the flush to be shared well; more would only make the first of the group wait longer.
constexpr std::size_t largestGroup = 64;

/// After so long without a transaction an import is over: 50,000 rows leave 32 MB of pages behind.
constexpr std::chrono::seconds longRest{10};

} // namespace

/// A transaction on its way; lives on the stack of the caller, who waits for it.
struct Writer::Job {
    const Body& body;
    const bool isAlone = false;
    CommitActions actions;
    std::exception_ptr error;

    std::mutex mutex;
    std::condition_variable finished;
    bool isDone = false; // guarded by mutex

    void finish() {
        // Notified under the lock: the job is gone as soon as the caller can see that it is done.
        const std::lock_guard lock(mutex);
        isDone = true;
        finished.notify_one();
    }

    void wait() {
        const BlockingRegion region;
        std::unique_lock lock(mutex);
        finished.wait(lock, [this] { return isDone; });
    }
};

Writer::Writer(const std::string& path, const Database& owner, const DatabaseSettings& settings, DataMetrics& metrics)
    : _owner(owner), _metrics(metrics), _queueLimit(settings.writeQueue),
      _connection(path, SqliteConnection::Role::Writer, settings.busyTimeout, metrics),
      _begin(_connection.handle(), NamedStatement::control("BEGIN IMMEDIATE")),
      _savepoint(_connection.handle(), NamedStatement::control("SAVEPOINT one")),
      _release(_connection.handle(), NamedStatement::control("RELEASE one")),
      _undo(_connection.handle(), NamedStatement::control("ROLLBACK TO one")),
      _commit(_connection.handle(), NamedStatement::control("COMMIT")),
      _rollback(_connection.handle(), NamedStatement::control("ROLLBACK")), _readHold(_connection) {
    _group.reserve(largestGroup);
    _thread = std::thread([this] { work(); });
}

Writer::~Writer() {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
    }
    _arrived.notify_one();
    _thread.join();
}

void Writer::transact(const Body& body) {
    Job job{body};
    submit(job);
    runActions(job.actions);
}

void Writer::runAlone(const Body& body) {
    Job job{body, true};
    submit(job);
}

void Writer::submit(Job& job) {
    {
        const std::lock_guard lock(_mutex);
        if (_queue.size() >= _queueLimit) {
            ++_metrics.writesRefused;
            throw Unavailable("The server is busy; try again.", "DATABASE_BUSY");
        }
        _queue.push_back(&job);
        _metrics.writesQueued = _queue.size();
    }
    _arrived.notify_one();
    job.wait();
    if (job.error) {
        std::rethrow_exception(job.error);
    }
}

void Writer::work() noexcept {
    while (Job* job = takeNext(0)) {
        if (job->isAlone) {
            runJobAlone(*job);
        } else {
            runGroup(*job);
        }
    }
}

/// The next job: waits for one when no group is open, and for those that an open group expects; null when the group is
/// complete or the writer stops.
Writer::Job* Writer::takeNext(std::size_t groupSize) {
    std::unique_lock lock(_mutex);
    if (groupSize == 0) {
        awaitJob(lock);
    } else if (_pace.expectsMore(groupSize)) {
        _arrived.wait_until(lock, _pace.closesAt(), [this] { return _isStopping || !_queue.empty(); });
    }
    if (_queue.empty() || groupSize == largestGroup || (groupSize > 0 && _queue.front()->isAlone)) {
        return nullptr;
    }
    Job* job = _queue.front();
    _queue.pop_front();
    _metrics.writesQueued = _queue.size();
    return job;
}

/// Waits until there is a job or the writer stops; meanwhile readers may have their lock held, and after a long rest
/// the memory of the last job goes back.
void Writer::awaitJob(std::unique_lock<std::mutex>& lock) {
    const auto isAsked = [this] { return _isStopping || !_queue.empty(); };
    const auto isCalled = [&] { return isAsked() || _readHold.isWanted(); };
    const auto restedAt = ReadHold::Clock::now() + longRest;
    bool hasPages = true;
    while (_readHold.isHeld() || !isAsked()) {
        if (_readHold.isHeld()) {
            _arrived.wait_until(lock, _readHold.until(), isAsked);
        } else if (hasPages) {
            _arrived.wait_until(lock, restedAt, isCalled);
        } else {
            _arrived.wait(lock, isCalled);
        }
        const bool isTimeToHold = !_readHold.isHeld() && !isAsked() && _readHold.isWanted();
        lock.unlock();
        if (hasPages && ReadHold::Clock::now() >= restedAt) {
            _connection.releasePages();
            hasPages = false;
        }
        isTimeToHold ? _readHold.begin() : _readHold.end();
        lock.lock();
    }
}

void Writer::noticeRead() noexcept {
    if (_readHold.count()) {
        const std::lock_guard lock(_mutex); // or the writer could go to sleep between its look and its wait
        _arrived.notify_one();
    }
}

void Writer::runGroup(Job& first) noexcept {
    _group.clear();
    try {
        _group.push_back(&first);
        _pace.groupBegins();
        _begin.run({}, nullptr);
        for (Job* job = &first; job != nullptr; job = takeNext(_group.size())) {
            if (job != &first) {
                _group.push_back(job);
            }
            if (!runInSavepoint(*job)) {
                startOver();
                return;
            }
        }
        ++_metrics.commits;
        const auto since = GroupPace::Clock::now();
        _commit.run({}, nullptr);
        _pace.flushed(_group.size(), since);
        finishGroup(nullptr);
    } catch (...) {
        rollBack();
        finishGroup(std::current_exception());
    }
}

/// Answers false when SQLite has ended the transaction of the whole group, as it does when the disk is full.
bool Writer::runInSavepoint(Job& job) {
    _savepoint.run({}, nullptr);
    if (!runBody(job)) {
        if (sqlite3_get_autocommit(_connection.handle()) != 0) {
            return false;
        }
        _undo.run({}, nullptr);
    }
    _release.run({}, nullptr);
    return true;
}

bool Writer::runBody(Job& job) {
    TransactionScope scope(_owner);
    try {
        job.body();
        scope.requireIntact();
        int unresolved = 0;
        int unused = 0;
        // Deferred foreign keys are checked here, because at COMMIT they would fail the whole group.
        sqlite3_db_status(_connection.handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &unused, 0);
        if (unresolved != 0) {
            throw DatabaseError(DatabaseError::Kind::ForeignKey, "", "a deferred foreign key is violated");
        }
        job.actions = scope.takeActions();
        return true;
    } catch (...) {
        job.error = std::current_exception();
        return false;
    }
}

/// Tells every caller of the group; `fault` is why nothing was stored, or null.
void Writer::finishGroup(const std::exception_ptr& fault) noexcept {
    for (Job* job : _group) {
        job->error = job->error ? job->error : fault;
        ++(job->error ? _metrics.rollbacks : _metrics.transactions);
        job->finish();
    }
}

/// Tells those that failed by themselves, and queues the innocent again in front of all others.
void Writer::startOver() noexcept {
    const auto innocent =
        std::stable_partition(_group.begin(), _group.end(), [](const Job* job) { return job->error; });
    {
        const std::lock_guard lock(_mutex);
        _queue.insert(_queue.begin(), innocent, _group.end());
    }
    _group.erase(innocent, _group.end());
    finishGroup(nullptr);
}

void Writer::rollBack() noexcept {
    if (sqlite3_get_autocommit(_connection.handle()) == 0) {
        try {
            _rollback.run({}, nullptr);
        } catch (const DatabaseError&) {
            // The next BEGIN says what is wrong with the connection.
        }
    }
}

void Writer::runJobAlone(Job& job) noexcept {
    try {
        job.body();
    } catch (...) {
        job.error = std::current_exception();
    }
    rollBack();
    job.finish();
}

} // namespace tenon::data::sqlite
