#include "fixture.h"

#include <kernel/data/database_factory.h>
#include <kernel/data/migration/migrator.h>
#include <kernel/jobs/migrations.h>
#include <tests/support/postgres.h>

#include <tenon/random.h>

#include <cppunit/TestAssert.h>

#include <filesystem>
#include <thread>

namespace tenon::jobs::test {

namespace {

constexpr auto patience = std::chrono::seconds(20);

std::atomic<std::int64_t> moved{0};

Timestamp movedNow() {
    using namespace std::chrono;
    return Timestamp(floor<microseconds>(system_clock::now()) + microseconds(moved.load()));
}

} // namespace

bool MemoryLog::contains(std::string_view text) const {
    const std::lock_guard guard(_mutex);
    return _text.find(text) != std::string::npos;
}

void MemoryLog::write(std::string_view level, std::string_view event, JsonObject fields) {
    const std::lock_guard guard(_mutex);
    _text.append(level).append(" ").append(event).append(" ").append(boost::json::serialize(fields)).append("\n");
}

void Signal::raise() {
    const std::lock_guard guard(_mutex);
    ++_count;
    _changed.notify_all();
}

void Signal::await(const std::function<bool()>& isTrue) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(_mutex);
    while (true) {
        const std::uint64_t seen = _count;
        lock.unlock();
        if (isTrue()) {
            return;
        }
        lock.lock();
        const bool isRaised = _changed.wait_until(lock, deadline, [&] { return _count != seen; });
        CPPUNIT_ASSERT_MESSAGE("waited in vain", isRaised);
    }
}

void eventually(const std::function<bool()>& isTrue) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!isTrue()) {
        CPPUNIT_ASSERT_MESSAGE("waited in vain", std::chrono::steady_clock::now() < deadline);
        std::this_thread::yield();
    }
}

MovedClock::MovedClock() {
    moved = 0;
    Clock::set(movedNow);
}

MovedClock::~MovedClock() { Clock::set(nullptr); }

void MovedClock::forward(std::chrono::microseconds by) { moved += by.count(); }

void MovedClock::to(Timestamp time) { forward(time - Clock::now()); }

JobsDatabase::JobsDatabase(Backend backend) {
    if (backend == Backend::PostgreSql) {
        // Emptying tables is much faster than making a database for each test.
        static const tests::FreshPostgresDatabase shared;
        _url = shared.url();
    } else {
        _folder = (std::filesystem::temp_directory_path() / ("tenon-jobs-" + Random::uuid())).string();
        std::filesystem::create_directory(_folder);
        _url = "sqlite://" + _folder + "/jobs.db";
    }
    open();
    const AssetTable files = migrations();
    data::Migrator(*_database).apply("jobs", {files.items, files.count});
    if (backend == Backend::PostgreSql) {
        _database->executeScript("TRUNCATE tenon_job, tenon_schedule, tenon_event, tenon_event_cursor RESTART IDENTITY"
        );
    }
}

JobsDatabase::~JobsDatabase() {
    _database.reset();
    if (!_folder.empty()) {
        std::filesystem::remove_all(_folder);
    }
}

void JobsDatabase::open() { _database = data::open({.url = _url}); }

Node::Node(Database& database, std::string name) : Node(database, JobSettings{.node = std::move(name)}) {}

Node::Node(Database& database, JobSettings settings)
    : _queue(database, _log, callerOf, std::move(settings), [this] { _streams.raise(); }) {}

JobState Node::await(std::int64_t job, const std::function<bool(const JobState&)>& isTrue) {
    const Account admin(1, true);
    const auto stream = _queue.stream(job, ""); // a watched job raises the signal when it changes
    JobState state;
    _streams.await([&] {
        state = _queue.state(job, admin);
        return isTrue(state);
    });
    return state;
}

JobState Node::awaitEnd(std::int64_t job) {
    return await(job, [](const JobState& state) { return !state.finishedAt.empty(); });
}

std::string Node::awaitEnd(http::EventSource& stream) {
    std::string events;
    _streams.await([&] { return stream.next(events) == http::EventSource::State::Finished; });
    return events;
}

std::unique_ptr<Caller> callerOf(std::int64_t owner, std::string requestId) {
    return owner == 404 ? nullptr : std::make_unique<Account>(owner, owner == 0, std::move(requestId));
}

} // namespace tenon::jobs::test
