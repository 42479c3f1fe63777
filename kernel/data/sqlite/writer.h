#pragma once

#include <kernel/data/settings.h>
#include <kernel/data/sqlite/connection.h>
#include <kernel/data/sqlite/group_pace.h>
#include <kernel/data/sqlite/read_hold.h>
#include <kernel/data/transaction_scope.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tenon::data::sqlite {

/// The one thread that writes to a database file.
///
/// Transactions that wait at the same time share one COMMIT, hence one flush to the disk: each runs in a savepoint of
/// its own, and its caller learns of success only after the COMMIT. A body that throws undoes itself and nobody else.
class Writer {
public:
    using Body = std::function<void()>;

    /// `owner` is the database whose transactions run here.
    Writer(const std::string& path, const Database& owner, const DatabaseSettings& settings, DataMetrics& metrics);

    /// Finishes what is queued.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Runs `body` in a transaction on the writer's thread; returns when it is durable. Throws what the body or the
    /// COMMIT threw, and Unavailable when too many are waiting. Then runs the actions for after the commit on this
    /// thread.
    void transact(const Body& body);

    /// Runs `body` on the writer's thread between two commits, outside of any transaction.
    void runAlone(const Body& body);

    /// Tells of a read by another connection of this process, from any thread.
    void noticeRead() noexcept;

    /// The writing connection, for bodies on the writer's thread only.
    [[nodiscard]] SqliteConnection& connection() { return _connection; }

private:
    struct Job;

    void submit(Job& job);
    void work() noexcept;
    Job* takeNext(std::size_t groupSize);
    void awaitJob(std::unique_lock<std::mutex>& lock);
    void runGroup(Job& first) noexcept;
    bool runInSavepoint(Job& job);
    bool runBody(Job& job);
    void finishGroup(const std::exception_ptr& fault) noexcept;
    void startOver() noexcept;
    void rollBack() noexcept;
    void runJobAlone(Job& job) noexcept;

    const Database& _owner;
    DataMetrics& _metrics;
    const std::size_t _queueLimit;
    SqliteConnection _connection;
    SqliteStatement _begin;
    SqliteStatement _savepoint;
    SqliteStatement _release;
    SqliteStatement _undo;
    SqliteStatement _commit;
    SqliteStatement _rollback;
    std::vector<Job*> _group; // used by the writer's thread only
    GroupPace _pace;          // used by the writer's thread only
    ReadHold _readHold;       // begins and ends on the writer's thread, between two jobs

    std::mutex _mutex;
    std::condition_variable _arrived;
    std::deque<Job*> _queue;  // guarded by _mutex
    bool _isStopping = false; // guarded by _mutex
    std::thread _thread;      // last: it uses everything above
};

} // namespace tenon::data::sqlite
