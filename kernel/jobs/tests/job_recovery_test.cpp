#include "fixture.h"

#include <kernel/jobs/lease_watch.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace tenon::jobs;
using namespace tenon::jobs::test;
using tenon::Backend;
using tenon::Clock;
using tenon::JobRun;
using tenon::JobState;
using tenon::JsonObject;

constexpr auto leaseTime = std::chrono::seconds(30);
/// For tests that wait for the end of a lease.
constexpr auto shortLease = std::chrono::milliseconds(150);

/// What becomes of a job when its node stops, dies or loses its lease.
template <Backend backend>
class JobRecoveryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JobRecoveryTest<backend>);
    CPPUNIT_TEST(aJobOfAKilledProcessIsResumedByItsNextLife);
    CPPUNIT_TEST(aStoppedQueueGivesItsJobsBack);
    CPPUNIT_TEST(aStoppedQueueWaitsForAJobWithoutCheckpoints);
    CPPUNIT_TEST(aLeaseThatIsOverIsTakenBack);
    CPPUNIT_TEST(aLeaseThatIsRenewedIsLeftAlone);
    CPPUNIT_TEST(aClockThatJumpsEndsNoLease);
    CPPUNIT_TEST(aJobThatNobodyKnowsToRunIsTakenBack);
    CPPUNIT_TEST(aNodeTakesItsOwnJobsBackAtItsStart);
    CPPUNIT_TEST(aRunWithoutItsLeaseWritesNothing);
    CPPUNIT_TEST(aRunThatLostItsLeaseIsStopped);
    CPPUNIT_TEST(aJobThatIsCutOffTooOftenFails);
    CPPUNIT_TEST(aJobThatIsCutOffWhileItIsCancelledIsCancelled);
    CPPUNIT_TEST(aLongJobKeepsItsLease);
    CPPUNIT_TEST(twoNodesNeverRunAJobTwice);
    CPPUNIT_TEST(aNodeSeesWhatAnotherOneCancelled);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _clock = std::make_unique<MovedClock>();
        _database = std::make_unique<JobsDatabase>(backend);
    }

    void tearDown() override {
        _database.reset();
        _clock.reset();
    }

    void aJobOfAKilledProcessIsResumedByItsNextLife() {
        const auto id = add(3);
        _database->close(); // a child must not inherit connections or threads
        std::array<int, 2> pipe{};
        CPPUNIT_ASSERT_EQUAL(0, ::pipe(pipe.data()));
        const pid_t child = ::fork();
        if (child == 0) {
            runUntilKilled(pipe[1]);
        }
        char started = 0;
        CPPUNIT_ASSERT_EQUAL(ssize_t{1}, ::read(pipe[0], &started, 1));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(pipe[0]);
        ::close(pipe[1]);

        _database->open();
        Node node(_database->get());
        node->declare("test", "work", attemptOf);
        node->start();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, node.awaitEnd(id).result.at("attempt").as_int64());
    }

    void aStoppedQueueGivesItsJobsBack() {
        Node first(_database->get());
        first->declare("test", "work", untilStopped);
        first->start();
        const auto id = add(3);
        first.await(id, [](const JobState& state) { return state.status == "running"; });
        first->stop();
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), stateOf(id).status);

        Node second(_database->get());
        second->declare("test", "work", attemptOf);
        second->start();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, second.awaitEnd(id).result.at("attempt").as_int64());
    }

    void aStoppedQueueWaitsForAJobWithoutCheckpoints() {
        Node node(_database->get());
        Signal signal;
        std::atomic<bool> isStarted{false};
        std::atomic<bool> mayEnd{false};
        node->declare("test", "work", [&](JobRun&) {
            isStarted = true;
            signal.raise();
            signal.await([&] { return mayEnd.load(); });
            return JsonObject();
        });
        node->start();
        const auto id = add(3);
        signal.await([&] { return isStarted.load(); });
        std::thread stopping([&] { node->stop(); });
        mayEnd = true;
        signal.raise();
        stopping.join();
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), stateOf(id).status);
    }

    void aLeaseThatIsOverIsTakenBack() {
        const auto id = add(3);
        claimAs("a dead node");
        Node node(_database->get(), impatient("node-1"));
        node->declare("test", "work", attemptOf);
        node->start();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, node.awaitEnd(id).result.at("attempt").as_int64());
    }

    void aLeaseThatIsRenewedIsLeftAlone() {
        const auto id = add(3);
        const LeasedJob job = claimAs("another node");
        LeaseWatch watch(shortLease);
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < 3 * shortLease) {
            CPPUNIT_ASSERT(store().renew(job, Clock::now() + leaseTime));
            CPPUNIT_ASSERT(watch.over(store().leases()).empty());
        }
        eventually([&] { return watch.over(store().leases()).size() == 1; });
        CPPUNIT_ASSERT_EQUAL(std::string("running"), stateOf(id).status);
    }

    void aClockThatJumpsEndsNoLease() {
        add(3);
        claimAs("another node");
        LeaseWatch watch(leaseTime);
        for (const auto jump : {std::chrono::hours(1), std::chrono::hours(-2)}) {
            MovedClock::forward(jump);
            CPPUNIT_ASSERT(watch.over(store().leases()).empty());
        }
    }

    /// As when the database takes a claim and breaks off before it has said so.
    void aJobThatNobodyKnowsToRunIsTakenBack() {
        Node node(_database->get(), impatient("node-1"));
        node->declare("test", "other", attemptOf);
        node->start();
        const auto id = add(3);
        claimAs("node-1");
        node.await(id, [](const JobState& state) { return state.status == "queued"; });
    }

    void aNodeTakesItsOwnJobsBackAtItsStart() {
        const auto id = add(3);
        claimAs("node-1");
        Node node(_database->get(), "node-1");
        node->declare("test", "work", attemptOf);
        node->start();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, node.awaitEnd(id).result.at("attempt").as_int64());
    }

    void aRunWithoutItsLeaseWritesNothing() {
        const auto id = add(3);
        const LeasedJob lost = claimAs("a slow node");
        takeBackAll();
        claimAs("a fast node");
        const auto until = Clock::now() + leaseTime;
        CPPUNIT_ASSERT(!store().renew(lost, until));
        CPPUNIT_ASSERT(!store().report(lost, 50, {}, until));
        CPPUNIT_ASSERT(!store().end(lost, {.status = "succeeded", .progress = 100, .runAt = Clock::now()}));
        CPPUNIT_ASSERT_EQUAL(std::string("running"), stateOf(id).status);
        CPPUNIT_ASSERT_EQUAL(0, stateOf(id).progress);
    }

    void aRunThatLostItsLeaseIsStopped() {
        Node node(_database->get(), impatient("node-1"));
        Signal signal;
        std::atomic<int> stopped{0};
        node->declare("test", "work", [&](JobRun& run) {
            try {
                return untilStopped(run);
            } catch (...) {
                ++stopped;
                signal.raise();
                throw;
            }
        });
        node->start();
        const auto id = add(3);
        node.await(id, [](const JobState& state) { return state.status == "running"; });
        node->withdraw("test");
        // As another node would when it had not heard of this one, which renews its lease meanwhile.
        eventually([&] {
            takeBackAll();
            return stateOf(id).status == "queued";
        });
        signal.await([&] { return stopped == 1; });
        node->stop();
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), stateOf(id).status);
    }

    void aJobThatIsCutOffTooOftenFails() {
        const auto id = add(1);
        for (int life = 0; life < 3; ++life) {
            CPPUNIT_ASSERT(stateOf(id).status == "queued");
            claimAs("node-1");
            takeBackAll();
        }
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), stateOf(id).status);
        CPPUNIT_ASSERT_EQUAL(std::string_view("INTERRUPTED"), tenon::textAt(stateOf(id).error, "code"));
        CPPUNIT_ASSERT(!stateOf(id).finishedAt.empty());
    }

    void aJobThatIsCutOffWhileItIsCancelledIsCancelled() {
        const auto id = add(3);
        claimAs("node-1");
        store().cancel(id);
        takeBackAll();
        CPPUNIT_ASSERT_EQUAL(std::string("cancelled"), stateOf(id).status);
    }

    void aLongJobKeepsItsLease() {
        Node node(_database->get(), impatient("node-1"));
        node->declare("test", "work", untilStopped);
        node->start();
        const auto id = add(3);
        node.await(id, [](const JobState& state) { return state.status == "running"; });
        for (const auto jump : {std::chrono::hours(0), std::chrono::hours(1), std::chrono::hours(-2)}) {
            MovedClock::forward(jump);
            for (int renewal = 0; renewal < 2; ++renewal) {
                const auto before = leaseOf(id);
                eventually([&] { return leaseOf(id) != before; });
            }
        }
        CPPUNIT_ASSERT_EQUAL(std::string("running"), stateOf(id).status);
    }

    void twoNodesNeverRunAJobTwice() {
        constexpr int count = 60;
        Node first(_database->get(), "node-1");
        Node second(_database->get(), "node-2");
        std::mutex mutex;
        std::map<std::int64_t, int> runs;
        const auto body = [&](JobRun& run) {
            const std::lock_guard guard(mutex);
            ++runs[run.id()];
            return JsonObject();
        };
        first->declare("test", "work", body).parallel(4);
        second->declare("test", "work", body).parallel(4);
        std::vector<std::int64_t> ids;
        for (int i = 0; i < count; ++i) {
            ids.push_back(add(3));
        }
        first->start();
        second->start();
        for (const auto id : ids) {
            CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), first.awaitEnd(id).status);
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{count}, runs.size());
        for (const auto& [id, times] : runs) {
            CPPUNIT_ASSERT_EQUAL(1, times);
        }
    }

    void aNodeSeesWhatAnotherOneCancelled() {
        Node first(_database->get(), impatient("node-1"));
        Node second(_database->get(), "node-2");
        first->declare("test", "work", untilStopped);
        first->start();
        second->start();
        const auto id = add(3);
        first->wake();
        first.await(id, [](const JobState& state) { return state.status == "running"; });
        second->cancel(id, Account(7));
        CPPUNIT_ASSERT_EQUAL(std::string("cancelled"), first.awaitEnd(id).status);
    }

private:
    static JsonObject attemptOf(JobRun& run) { return {{"attempt", run.attempt()}}; }

    static JsonObject untilStopped(JobRun& run) {
        while (true) {
            run.checkpoint();
            std::this_thread::yield();
        }
    }

    /// The child: runs the job up to its middle and never returns.
    [[noreturn]] void runUntilKilled(int pipe) {
        _database->open();
        Node node(_database->get());
        node->declare("test", "work", [pipe](JobRun& run) {
            static_cast<void>(::write(pipe, "s", 1) == 1);
            return untilStopped(run);
        });
        node->start();
        while (true) {
            ::pause();
        }
    }

    static JobSettings impatient(std::string node) {
        return {.node = std::move(node), .lease = shortLease, .poll = std::chrono::milliseconds(20)};
    }

    void takeBackAll() {
        for (const JobLease& lease : store().leases()) {
            static_cast<void>(store().takeBack(lease));
        }
    }

    JobStore store() { return JobStore(_database->get()); }

    std::int64_t add(int attempts) { return store().add("work", attempts, {}, Account(7)).state.id; }

    LeasedJob claimAs(std::string_view node) { return store().claim(node, ";work;", Clock::now() + leaseTime).value(); }

    JobState stateOf(std::int64_t id) { return store().find(id)->state; }

    tenon::Timestamp leaseOf(std::int64_t id) {
        constexpr std::string_view sql = "SELECT lease_until FROM tenon_job WHERE id = :id";
        return _database->get().template value<tenon::Timestamp>(sql, {{"id", id}}).value();
    }

    std::unique_ptr<MovedClock> _clock;
    std::unique_ptr<JobsDatabase> _database;
};

CPPUNIT_TEST_SUITE_REGISTRATION(JobRecoveryTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(JobRecoveryTest<Backend::PostgreSql>);

} // namespace
