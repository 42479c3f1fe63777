#include "fixture.h"

#include <kernel/jobs/scheduler.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::jobs;
using namespace tenon::jobs::test;
using tenon::Backend;
using tenon::Timestamp;

template <Backend backend>
class SchedulerTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SchedulerTest<backend>);
    CPPUNIT_TEST(aScheduleStartsItsJobWhenItsTimeComes);
    CPPUNIT_TEST(aNewScheduleWaitsForItsFirstTime);
    CPPUNIT_TEST(oneOfSeveralNodesStartsTheJob);
    CPPUNIT_TEST(whatWasMissedIsMadeUpForOnce);
    CPPUNIT_TEST(anHourThatTheClockShowsTwiceCountsOnce);
    CPPUNIT_TEST(aClockThatWasFarAheadDoesNotStopASchedule);
    CPPUNIT_TEST(aScheduleThatCannotStartItsJobDoesNotStopTheOthers);
    CPPUNIT_TEST(anExpressionThatMakesNoSenseIsRefused);
    CPPUNIT_TEST(aWithdrawnScheduleStartsNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _clock = std::make_unique<MovedClock>();
        MovedClock::to(*Timestamp::parse("2050-01-01T00:00:30Z"));
        _database = std::make_unique<JobsDatabase>(backend);
        _node = std::make_unique<Node>(_database->get());
        (*_node)->declare("test", "nightly", [](tenon::JobRun&) { return tenon::JsonObject(); });
        (*_node)->declare("test", "hourly", [](tenon::JobRun&) { return tenon::JsonObject(); });
    }

    void tearDown() override {
        _node.reset();
        _database.reset();
        _clock.reset();
    }

    void aScheduleStartsItsJobWhenItsTimeComes() {
        Scheduler scheduler = made();
        scheduler.add("test", "0 2 * * *", "nightly", {{"depth", 3}});
        scheduler.start();
        eventually([&] { return schedules() == 1; });
        MovedClock::to(*Timestamp::parse("2050-01-01T02:00:10Z"));
        scheduler.wake();
        eventually([&] { return started("nightly") == 1; });
        MovedClock::to(*Timestamp::parse("2050-01-02T02:00:10Z"));
        scheduler.wake();
        eventually([&] { return started("nightly") == 2; });
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"depth":3})"), inputOfTheFirst());
    }

    void aNewScheduleWaitsForItsFirstTime() {
        Scheduler scheduler = made();
        scheduler.add("test", "0 * * * *", "hourly", {});
        scheduler.start();
        eventually([&] { return schedules() == 1; });
        scheduler.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, started("hourly"));
    }

    void oneOfSeveralNodesStartsTheJob() {
        Scheduler first = made();
        Scheduler second = made();
        for (Scheduler* scheduler : {&first, &second}) {
            scheduler->add("test", "0 * * * *", "hourly", {});
            scheduler->add("test", "0 2 * * *", "nightly", {});
            scheduler->start();
        }
        eventually([&] { return schedules() == 2; });
        for (int hour = 1; hour <= 3; ++hour) {
            MovedClock::forward(std::chrono::hours(1));
            first.wake();
            second.wake();
            eventually([&] { return started("hourly") >= hour; });
        }
        first.stop();
        second.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, started("hourly"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, started("nightly"));
    }

    void whatWasMissedIsMadeUpForOnce() {
        {
            Scheduler before = made();
            before.add("test", "0 * * * *", "hourly", {});
            before.start();
            eventually([&] { return schedules() == 1; });
        }
        MovedClock::forward(std::chrono::hours(24 * 10));
        Scheduler after = made();
        after.add("test", "0 * * * *", "hourly", {});
        after.start();
        eventually([&] { return started("hourly") == 1; });
        after.wake();
        after.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, started("hourly"));
    }

    void anHourThatTheClockShowsTwiceCountsOnce() {
        Scheduler scheduler = made();
        scheduler.add("test", "0 * * * *", "hourly", {});
        scheduler.start();
        eventually([&] { return schedules() == 1; });
        MovedClock::forward(std::chrono::hours(1));
        scheduler.wake();
        eventually([&] { return started("hourly") == 1; });
        MovedClock::forward(std::chrono::hours(-1));
        scheduler.wake();
        MovedClock::forward(std::chrono::hours(1));
        scheduler.wake();
        scheduler.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, started("hourly"));
    }

    void aClockThatWasFarAheadDoesNotStopASchedule() {
        Scheduler scheduler = made();
        scheduler.add("test", "0 * * * *", "hourly", {});
        scheduler.start();
        eventually([&] { return schedules() == 1; });
        MovedClock::forward(std::chrono::hours(24 * 365));
        scheduler.wake();
        eventually([&] { return started("hourly") == 1; });
        MovedClock::forward(std::chrono::hours(-24 * 365));
        scheduler.wake();
        eventually([&] { return lastRun() < tenon::Clock::now() + std::chrono::minutes(1); });
        MovedClock::forward(std::chrono::hours(1));
        scheduler.wake();
        eventually([&] { return started("hourly") == 2; });
    }

    void aScheduleThatCannotStartItsJobDoesNotStopTheOthers() {
        Scheduler scheduler = made();
        scheduler.add("test", "0 * * * *", "unknown", {});
        scheduler.add("test", "0 * * * *", "hourly", {});
        scheduler.start();
        eventually([&] { return schedules() == 2; });
        MovedClock::forward(std::chrono::hours(1));
        scheduler.wake();
        eventually([&] { return started("hourly") == 1; });
        scheduler.stop();
        CPPUNIT_ASSERT(_log.contains("schedule.failed"));
    }

    void anExpressionThatMakesNoSenseIsRefused() {
        Scheduler scheduler = made();
        CPPUNIT_ASSERT_THROW(scheduler.add("test", "0 0 30 2 *", "hourly", {}), tenon::Invalid);
    }

    void aWithdrawnScheduleStartsNothing() {
        Scheduler scheduler = made();
        scheduler.add("failed", "0 * * * *", "nightly", {});
        scheduler.add("test", "0 * * * *", "hourly", {});
        scheduler.withdraw("failed");
        scheduler.start();
        eventually([&] { return schedules() == 1; });
        MovedClock::forward(std::chrono::hours(1));
        scheduler.wake();
        eventually([&] { return started("hourly") == 1; });
        scheduler.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, started("nightly"));
    }

private:
    Scheduler made() { return Scheduler(_database->get(), **_node, _log, callerOf); }

    std::int64_t schedules() {
        return _database->get().template value<std::int64_t>("SELECT COUNT(*) FROM tenon_schedule").value();
    }

    std::int64_t started(std::string_view kind) {
        constexpr std::string_view sql = "SELECT COUNT(*) FROM tenon_job WHERE kind = :kind";
        return _database->get().template value<std::int64_t>(sql, {{"kind", kind}}).value();
    }

    Timestamp lastRun() {
        return _database->get().template value<Timestamp>("SELECT last_run FROM tenon_schedule").value();
    }

    std::string inputOfTheFirst() {
        constexpr std::string_view sql = "SELECT input FROM tenon_job ORDER BY id LIMIT 1";
        return _database->get().template value<std::string>(sql).value();
    }

    MemoryLog _log;
    std::unique_ptr<MovedClock> _clock;
    std::unique_ptr<JobsDatabase> _database;
    std::unique_ptr<Node> _node;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SchedulerTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(SchedulerTest<Backend::PostgreSql>);

} // namespace
