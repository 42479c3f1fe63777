#pragma once

#include <kernel/data/kernel_database.h>
#include <kernel/jobs/job_queue.h>
#include <tests/support/postgres.h>

#include <tenon/caller.h>
#include <tenon/database.h>
#include <tenon/log.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tenon::jobs::test {

/// An account.
class Account final : public Caller {
public:
    explicit Account(std::int64_t id, bool isSuperuser = false, std::string requestId = "request-1")
        : _id(id), _isSuperuser(isSuperuser), _requestId(std::move(requestId)) {}

    [[nodiscard]] std::int64_t id() const override { return _id; }

    [[nodiscard]] std::string_view name() const override { return "somebody"; }

    [[nodiscard]] bool isSuperuser() const override { return _isSuperuser; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return _requestId; }

private:
    std::int64_t _id;
    bool _isSuperuser;
    std::string _requestId;
};

/// Keeps what was logged.
class MemoryLog final : public Log {
public:
    [[nodiscard]] bool contains(std::string_view text) const;

protected:
    void write(std::string_view level, std::string_view event, JsonObject fields) override;

private:
    mutable std::mutex _mutex;
    std::string _text; // guarded by _mutex
};

/// Something that happens more than once and can be waited for; a wait that lasts too long fails the test.
class Signal {
public:
    void raise();
    /// Waits until `isTrue`, asking again at each raise().
    void await(const std::function<bool()>& isTrue);

private:
    std::mutex _mutex;
    std::condition_variable _changed;
    std::uint64_t _count = 0; // guarded by _mutex
};

/// Asks until `isTrue`; for what nobody raises a signal for. Lasting too long fails the test.
void eventually(const std::function<bool()>& isTrue);

/// The system's clock, moved forward at will while the object lives.
class MovedClock {
public:
    MovedClock();
    ~MovedClock();
    MovedClock(const MovedClock&) = delete;
    MovedClock& operator=(const MovedClock&) = delete;

    static void forward(std::chrono::microseconds by);
    /// Moves to `time`, which is later than now.
    static void to(Timestamp time);
};

/// An empty database with the tables of jobs, schedules and events.
class JobsDatabase {
public:
    explicit JobsDatabase(Backend backend);
    ~JobsDatabase();
    JobsDatabase(const JobsDatabase&) = delete;
    JobsDatabase& operator=(const JobsDatabase&) = delete;

    [[nodiscard]] Database& get() { return *_database; }

    /// Closes the connections; the tables stay.
    void close() { _database.reset(); }

    /// Connects again, in this process or in a child of it.
    void open();

private:
    std::string _folder; // of SQLite
    std::string _url;
    std::unique_ptr<data::KernelDatabase> _database;
};

/// A node with its job queue.
class Node {
public:
    explicit Node(Database& database, std::string name = "node-1");
    Node(Database& database, JobSettings settings);

    JobQueue& operator*() { return _queue; }

    JobQueue* operator->() { return &_queue; }

    /// Waits until `isTrue` of the job and returns it.
    JobState await(std::int64_t job, const std::function<bool(const JobState&)>& isTrue);
    /// Waits until the job is over.
    JobState awaitEnd(std::int64_t job);
    /// Waits until `stream` is finished and returns all of its events.
    std::string awaitEnd(http::EventSource& stream);

    [[nodiscard]] const MemoryLog& log() const { return _log; }

private:
    MemoryLog _log;
    Signal _streams;
    JobQueue _queue;
};

/// Makes the accounts that jobs run for; the account 404 is gone.
std::unique_ptr<Caller> callerOf(std::int64_t owner, std::string requestId);

} // namespace tenon::jobs::test
