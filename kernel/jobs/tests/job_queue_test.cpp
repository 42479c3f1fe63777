#include "fixture.h"

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>
#include <thread>

namespace {

using namespace tenon::jobs::test;
using tenon::Backend;
using tenon::JobRun;
using tenon::JobState;
using tenon::JsonObject;

const Account& owner() {
    static const Account account(7);
    return account;
}

template <Backend backend>
class JobQueueTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JobQueueTest<backend>);
    CPPUNIT_TEST(aJobRunsAndItsResultIsKept);
    CPPUNIT_TEST(aJobRunsForItsOwner);
    CPPUNIT_TEST(aJobWhoseOwnerIsGoneFails);
    CPPUNIT_TEST(aRolledBackTransactionLeavesNoJob);
    CPPUNIT_TEST(aJobOfACommittedTransactionRuns);
    CPPUNIT_TEST(aKindThatNobodyDeclaredIsUnavailable);
    CPPUNIT_TEST(aKindIsDeclaredOnce);
    CPPUNIT_TEST(aJobOfAWithdrawnKindStaysInTheQueue);
    CPPUNIT_TEST(onlyTheOwnerAndSuperusersSeeAJob);
    CPPUNIT_TEST(nobodySeesAJobOfTheSystem);
    CPPUNIT_TEST(aPassingFaultIsTriedAgain);
    CPPUNIT_TEST(aPassingFaultIsFinalAfterTheLastAttempt);
    CPPUNIT_TEST(anyOtherFaultIsFinalAtOnce);
    CPPUNIT_TEST(anUnknownExceptionIsToldToTheLogOnly);
    CPPUNIT_TEST(aResultThatCannotBeStoredFailsTheJob);
    CPPUNIT_TEST(aQueuedJobIsCancelledAtOnce);
    CPPUNIT_TEST(aRunningJobIsCancelledAtItsNextCheckpoint);
    CPPUNIT_TEST(aJobThatHasEndedCannotBeCancelled);
    CPPUNIT_TEST(aJobOfAKindRunsAloneUnlessToldOtherwise);
    CPPUNIT_TEST(aKindRunsAsManyAtOnceAsItMay);
    CPPUNIT_TEST(aQueuedJobDoesNotWaitForAClockThatWasSetBack);
    CPPUNIT_TEST(jobsThatEndedLongAgoAreForgotten);
    CPPUNIT_TEST(progressNeverGoesBack);
    CPPUNIT_TEST(progressIsWrittenAFewTimesASecond);
    CPPUNIT_TEST(progressInsideOfATransactionOutlivesItsRollback);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _clock = std::make_unique<MovedClock>();
        _database = std::make_unique<JobsDatabase>(backend);
        _node = std::make_unique<Node>(_database->get());
    }

    void tearDown() override {
        _node.reset();
        _database.reset();
        _clock.reset();
    }

    void aJobRunsAndItsResultIsKept() {
        queue().declare("test", "double", [](JobRun& run) {
            return JsonObject{{"twice", run.input().at("number").as_int64() * 2}};
        });
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("double", {{"number", 21}}));
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), state.status);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{42}, state.result.at("twice").as_int64());
        CPPUNIT_ASSERT_EQUAL(100, state.progress);
    }

    void aJobRunsForItsOwner() {
        queue().declare("test", "who", [](JobRun& run) {
            return JsonObject{{"owner", run.caller().id()}, {"request", run.caller().requestId()}};
        });
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("who"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, state.result.at("owner").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string_view("request-1"), tenon::textAt(state.result, "request"));
    }

    void aJobWhoseOwnerIsGoneFails() {
        queue().declare("test", "work", nothing);
        queue().start();
        const auto id = queue().enqueue("work", {}, Account(404)).id;
        CPPUNIT_ASSERT_EQUAL(std::string_view("OWNER_GONE"), tenon::textAt(_node->awaitEnd(id).error, "code"));
    }

    void aRolledBackTransactionLeavesNoJob() {
        queue().declare("test", "work", nothing);
        std::int64_t id = 0;
        const auto failing = [&] {
            id = enqueue("work");
            throw tenon::Conflict("NO", "No.");
        };
        CPPUNIT_ASSERT_THROW(_database->get().transaction(failing), tenon::Conflict);
        CPPUNIT_ASSERT_THROW(static_cast<void>(queue().state(id, owner())), tenon::NotFound);
    }

    void aJobOfACommittedTransactionRuns() {
        queue().declare("test", "work", nothing);
        queue().start();
        const auto id = _database->get().transaction([&] { return enqueue("work"); });
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), _node->awaitEnd(id).status);
    }

    void aKindThatNobodyDeclaredIsUnavailable() { CPPUNIT_ASSERT_THROW(enqueue("unknown"), tenon::Unavailable); }

    void aKindIsDeclaredOnce() {
        queue().declare("test", "work", nothing);
        CPPUNIT_ASSERT_THROW(queue().declare("other", "work", nothing), std::invalid_argument);
    }

    void aJobOfAWithdrawnKindStaysInTheQueue() {
        queue().declare("failed", "left", nothing);
        queue().declare("test", "work", nothing);
        const auto left = enqueue("left");
        const auto work = enqueue("work");
        queue().withdraw("failed");
        queue().start();
        _node->awaitEnd(work);
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), queue().state(left, owner()).status);
    }

    void onlyTheOwnerAndSuperusersSeeAJob() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue("work");
        CPPUNIT_ASSERT_EQUAL(id, queue().state(id, owner()).id);
        CPPUNIT_ASSERT_EQUAL(id, queue().state(id, Account(8, true)).id);
        CPPUNIT_ASSERT_THROW(static_cast<void>(queue().state(id, Account(8))), tenon::NotFound);
        CPPUNIT_ASSERT_THROW(queue().cancel(id, Account(8)), tenon::NotFound);
    }

    void nobodySeesAJobOfTheSystem() {
        queue().declare("test", "work", nothing);
        const Account system(0, true);
        const Account nobody(0);
        const auto id = queue().enqueue("work", {}, system).id;
        CPPUNIT_ASSERT_THROW(static_cast<void>(queue().state(id, nobody)), tenon::NotFound);
    }

    void aPassingFaultIsTriedAgain() {
        queue().declare("test", "work", [](JobRun& run) {
            if (run.attempt() == 1) {
                throw tenon::Unavailable("Not now.");
            }
            return JsonObject{{"attempt", run.attempt()}};
        });
        queue().start();
        const auto id = enqueue("work");
        awaitRetry(id);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, _node->awaitEnd(id).result.at("attempt").as_int64());
    }

    void aPassingFaultIsFinalAfterTheLastAttempt() {
        queue().declare("test", "work", unavailable).attempts(2);
        queue().start();
        const auto id = enqueue("work");
        awaitRetry(id);
        const JobState state = _node->awaitEnd(id);
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), state.status);
        CPPUNIT_ASSERT_EQUAL(std::string_view("UNAVAILABLE"), tenon::textAt(state.error, "code"));
    }

    void anyOtherFaultIsFinalAtOnce() {
        queue().declare("test", "work", [](JobRun&) -> JsonObject { throw tenon::Conflict("STALE", "Too late."); });
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("work"));
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), state.status);
        CPPUNIT_ASSERT_EQUAL(std::string_view("STALE"), tenon::textAt(state.error, "code"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("Too late."), tenon::textAt(state.error, "message"));
    }

    void anUnknownExceptionIsToldToTheLogOnly() {
        queue().declare("test", "work", [](JobRun&) -> JsonObject { throw std::runtime_error("inner words"); });
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("work"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("INTERNAL"), tenon::textAt(state.error, "code"));
        CPPUNIT_ASSERT(boost::json::serialize(state.error).find("inner words") == std::string::npos);
        CPPUNIT_ASSERT(_node->log().contains("inner words"));
    }

    void aResultThatCannotBeStoredFailsTheJob() {
        queue().declare("test", "broken", [](JobRun&) { return JsonObject{{"text", "\xff\xfe"}}; });
        queue().declare("test", "work", nothing);
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("broken"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("RESULT_REFUSED"), tenon::textAt(state.error, "code"));
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), _node->awaitEnd(enqueue("work")).status);
    }

    void aQueuedJobIsCancelledAtOnce() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue("work");
        queue().cancel(id, owner());
        CPPUNIT_ASSERT_EQUAL(std::string("cancelled"), queue().state(id, owner()).status);
    }

    void aRunningJobIsCancelledAtItsNextCheckpoint() {
        queue().declare("test", "endless", untilStopped);
        queue().start();
        const auto id = enqueue("endless");
        _node->await(id, [](const JobState& state) { return state.status == "running"; });
        queue().cancel(id, owner());
        CPPUNIT_ASSERT_EQUAL(std::string("cancelled"), _node->awaitEnd(id).status);
    }

    void aJobThatHasEndedCannotBeCancelled() {
        queue().declare("test", "work", nothing);
        queue().start();
        const auto id = enqueue("work");
        _node->awaitEnd(id);
        CPPUNIT_ASSERT_THROW(queue().cancel(id, owner()), tenon::Conflict);
    }

    void aJobOfAKindRunsAloneUnlessToldOtherwise() {
        queue().declare("test", "alone", untilStopped);
        queue().declare("test", "work", nothing);
        const auto first = enqueue("alone");
        const auto second = enqueue("alone");
        const auto later = enqueue("work");
        queue().start();
        _node->awaitEnd(later); // jobs start in order: by now the second one would have
        CPPUNIT_ASSERT_EQUAL(std::string("running"), queue().state(first, owner()).status);
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), queue().state(second, owner()).status);
    }

    void aKindRunsAsManyAtOnceAsItMay() {
        Signal arrival;
        std::atomic<int> arrived{0};
        const auto meet = [&](JobRun&) {
            ++arrived;
            arrival.raise();
            arrival.await([&] { return arrived == 3; });
            return JsonObject();
        };
        queue().declare("test", "work", meet).parallel(3);
        queue().start();
        const std::int64_t ids[] = {enqueue("work"), enqueue("work"), enqueue("work")};
        for (const auto id : ids) {
            CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), _node->awaitEnd(id).status);
        }
    }

    void aQueuedJobDoesNotWaitForAClockThatWasSetBack() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue("work");
        MovedClock::forward(std::chrono::hours(-1));
        queue().start();
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded"), _node->awaitEnd(id).status);
    }

    void jobsThatEndedLongAgoAreForgotten() {
        queue().declare("test", "work", nothing);
        queue().start();
        const std::vector<std::int64_t> old{enqueue("work"), enqueue("work"), enqueue("work")};
        for (const auto id : old) {
            _node->awaitEnd(id);
        }
        queue().stop();
        const auto waiting = enqueue("work");
        MovedClock::forward(std::chrono::hours(48));
        const auto time = tenon::Clock::now() - std::chrono::hours(24);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, queue().purge(time, 2));
        CPPUNIT_ASSERT_THROW(static_cast<void>(queue().state(old[0], owner())), tenon::NotFound);
        CPPUNIT_ASSERT_EQUAL(old[2], queue().state(old[2], owner()).id);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, queue().purge(time, 2));
        CPPUNIT_ASSERT_EQUAL(waiting, queue().state(waiting, owner()).id);
    }

    void progressNeverGoesBack() {
        queue().declare("test", "work", [](JobRun& run) -> JsonObject {
            run.progress(60, {{"page", 6}});
            run.progress(20, {{"page", 7}});
            run.progress(-1, {{"page", 8}});
            throw tenon::Conflict("NO", "No.");
        });
        queue().start();
        const JobState state = _node->awaitEnd(enqueue("work"));
        CPPUNIT_ASSERT_EQUAL(60, state.progress);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, state.facts.at("page").as_int64());
    }

    void progressIsWrittenAFewTimesASecond() {
        constexpr auto interval = std::chrono::milliseconds(250);
        std::atomic<std::int64_t> intervals{0};
        queue().declare("test", "work", [&](JobRun& run) {
            const auto start = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() < start + interval * 3 / 2) {
                run.progress(50, {});
                std::this_thread::yield();
            }
            intervals = (std::chrono::steady_clock::now() - start) / interval;
            return JsonObject();
        });
        queue().start();
        const auto id = enqueue("work");
        _node->awaitEnd(id);
        const auto version = tenon::jobs::JobStore(_database->get()).find(id)->version;
        const std::int64_t queuedRunningEnded = 3;
        CPPUNIT_ASSERT(version > queuedRunningEnded);
        CPPUNIT_ASSERT(version <= queuedRunningEnded + 2 + intervals);
    }

    void progressInsideOfATransactionOutlivesItsRollback() {
        auto& database = _database->get();
        queue().declare("test", "work", [&](JobRun& run) -> JsonObject {
            database.transaction([&] {
                run.progress(50);
                throw tenon::Conflict("NO", "No.");
            });
            return {};
        });
        queue().start();
        CPPUNIT_ASSERT_EQUAL(50, _node->awaitEnd(enqueue("work")).progress);
    }

private:
    static JsonObject nothing(JobRun&) { return {}; }

    static JsonObject unavailable(JobRun&) { throw tenon::Unavailable("Not now."); }

    static JsonObject untilStopped(JobRun& run) {
        while (true) {
            run.checkpoint();
            std::this_thread::yield();
        }
    }

    tenon::jobs::JobQueue& queue() { return **_node; }

    std::int64_t enqueue(std::string_view kind, JsonObject input = {}) {
        return queue().enqueue(kind, std::move(input), owner()).id;
    }

    /// Waits until the job has faltered and moves the clock to its next attempt.
    void awaitRetry(std::int64_t id) {
        _node->await(id, [](const JobState& state) { return state.status == "queued" && !state.error.empty(); });
        MovedClock::forward(std::chrono::minutes(10));
        queue().wake();
    }

    std::unique_ptr<MovedClock> _clock;
    std::unique_ptr<JobsDatabase> _database;
    std::unique_ptr<Node> _node;
};

CPPUNIT_TEST_SUITE_REGISTRATION(JobQueueTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(JobQueueTest<Backend::PostgreSql>);

} // namespace
