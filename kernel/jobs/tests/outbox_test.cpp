#include "fixture.h"

#include <kernel/jobs/outbox.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace tenon::jobs;
using namespace tenon::jobs::test;
using tenon::Backend;
using tenon::Event;

/// A subscriber that writes down what it gets.
class Inbox {
public:
    void operator()(const Event& event) {
        {
            const std::lock_guard guard(_mutex);
            _events.push_back(event);
        }
        _signal.raise();
    }

    [[nodiscard]] tenon::EventHandler handler() {
        return [this](const Event& event) { (*this)(event); };
    }

    /// Waits until `count` events are there and returns their names, separated by blanks.
    std::string await(std::size_t count) {
        _signal.await([&] { return events().size() >= count; });
        return names();
    }

    [[nodiscard]] std::vector<Event> events() {
        const std::lock_guard guard(_mutex);
        return _events;
    }

    [[nodiscard]] std::string names() {
        std::string text;
        for (const Event& event : events()) {
            text += (text.empty() ? "" : " ") + event.name;
        }
        return text;
    }

private:
    std::mutex _mutex;
    std::vector<Event> _events; // guarded by _mutex
    Signal _signal;
};

template <Backend backend>
class OutboxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OutboxTest<backend>);
    CPPUNIT_TEST(anEventReachesItsSubscriber);
    CPPUNIT_TEST(anEventOfARolledBackTransactionIsNeverDelivered);
    CPPUNIT_TEST(anEventIsDeliveredAfterTheCommit);
    CPPUNIT_TEST(eventsArriveInTheOrderOfTheirIds);
    CPPUNIT_TEST(aPatternMatchesTheNameOrItsBeginning);
    CPPUNIT_TEST(whatWasPublishedWhileNobodyRanIsDeliveredAtTheNextStart);
    CPPUNIT_TEST(whatWasDeliveredIsNotDeliveredAfterARestart);
    CPPUNIT_TEST(aNewSubscriberDoesNotGetThePast);
    CPPUNIT_TEST(aFailedDeliveryIsTriedAgainBeforeAnythingLater);
    CPPUNIT_TEST(aFailingSubscriberDoesNotHoldUpTheOthers);
    CPPUNIT_TEST(ofTwoNodesOneDelivers);
    CPPUNIT_TEST(theRightsOfADeadNodeAreTakenOver);
    CPPUNIT_TEST(aRightFromBeforeTheClockWasSetBackIsTakenOver);
    CPPUNIT_TEST(aPauseDoesNotOutlastAClockThatIsSetBack);
    CPPUNIT_TEST(moreEventsThanFitInOneReadArriveInOrder);
    CPPUNIT_TEST(twoSubscriptionsOfOneModuleToOnePatternBothGetTheEvent);
    CPPUNIT_TEST(oldDeliveredEventsArePurged);
    CPPUNIT_TEST(oldUndeliveredEventsAreKept);
    CPPUNIT_TEST(manyPublishersLoseNothing);
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

    void anEventReachesItsSubscriber() {
        const auto outbox = started("*");
        outbox->publish("party.created", {{"id", 5}});
        CPPUNIT_ASSERT_EQUAL(std::string("party.created"), _inbox.await(1));
        const Event event = _inbox.events().front();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, event.data.at("id").as_int64());
        CPPUNIT_ASSERT(event.id > 0);
        CPPUNIT_ASSERT(tenon::Timestamp::parse(event.at).has_value());
    }

    void anEventOfARolledBackTransactionIsNeverDelivered() {
        const auto outbox = started("*");
        const auto failing = [&] {
            outbox->publish("undone", {});
            throw tenon::Conflict("NO", "No.");
        };
        CPPUNIT_ASSERT_THROW(_database->get().transaction(failing), tenon::Conflict);
        outbox->publish("done", {});
        CPPUNIT_ASSERT_EQUAL(std::string("done"), _inbox.await(1));
    }

    void anEventIsDeliveredAfterTheCommit() {
        Outbox outbox = made();
        std::atomic<std::int64_t> seen{-1};
        Signal signal;
        outbox.subscribe("test", "job.added", [&](const Event& event) {
            seen = JobStore(_database->get()).find(event.data.at("job").as_int64()).has_value() ? 1 : 0;
            signal.raise();
        });
        outbox.start();
        _database->get().transaction([&] {
            const auto job = JobStore(_database->get()).add("work", 1, {}, Account(7)).state.id;
            outbox.publish("job.added", {{"job", job}});
            outbox.wake();
        });
        signal.await([&] { return seen >= 0; });
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, seen.load());
    }

    void eventsArriveInTheOrderOfTheirIds() {
        const auto outbox = started("*");
        for (const char* name : {"a", "b", "c", "d"}) {
            outbox->publish(name, {});
        }
        CPPUNIT_ASSERT_EQUAL(std::string("a b c d"), _inbox.await(4));
    }

    void aPatternMatchesTheNameOrItsBeginning() {
        Outbox outbox = made();
        Inbox exact;
        outbox.subscribe("exact", "party.created", exact.handler());
        outbox.subscribe("prefix", "party.*", _inbox.handler());
        outbox.start();
        for (const char* name : {"party.created", "party.created.twice", "parties", "party.closed"}) {
            outbox.publish(name, {});
        }
        CPPUNIT_ASSERT_EQUAL(std::string("party.created party.created.twice party.closed"), _inbox.await(3));
        outbox.stop();
        CPPUNIT_ASSERT_EQUAL(std::string("party.created"), exact.names());
    }

    void whatWasPublishedWhileNobodyRanIsDeliveredAtTheNextStart() {
        started("*")->stop();
        made().publish("meanwhile", {});
        const auto outbox = started("*");
        CPPUNIT_ASSERT_EQUAL(std::string("meanwhile"), _inbox.await(1));
    }

    void whatWasDeliveredIsNotDeliveredAfterARestart() {
        const auto first = started("*");
        first->publish("before", {});
        _inbox.await(1);
        first->stop();
        const auto second = started("*");
        second->publish("after", {});
        CPPUNIT_ASSERT_EQUAL(std::string("before after"), _inbox.await(2));
    }

    void aNewSubscriberDoesNotGetThePast() {
        made().publish("past", {});
        const auto outbox = started("*");
        outbox->publish("present", {});
        CPPUNIT_ASSERT_EQUAL(std::string("present"), _inbox.await(1));
    }

    void aFailedDeliveryIsTriedAgainBeforeAnythingLater() {
        Outbox outbox = made();
        std::atomic<int> attempts{0};
        Signal failure;
        outbox.subscribe("test", "*", [&](const Event& event) {
            if (event.name == "a" && ++attempts < 3) {
                failure.raise();
                throw tenon::Unavailable("Not now.");
            }
            _inbox(event);
        });
        outbox.start();
        outbox.publish("a", {});
        outbox.publish("b", {});
        for (int attempt = 1; attempt < 3; ++attempt) {
            failure.await([&] { return attempts >= attempt; });
            eventually([&] {
                MovedClock::forward(std::chrono::minutes(10));
                outbox.wake();
                return attempts > attempt;
            });
        }
        CPPUNIT_ASSERT_EQUAL(std::string("a b"), _inbox.await(2));
        CPPUNIT_ASSERT(_log.contains("event.delivery_failed"));
    }

    void aFailingSubscriberDoesNotHoldUpTheOthers() {
        Outbox outbox = made();
        outbox.subscribe("failing", "*", [](const Event&) { throw std::runtime_error("never"); });
        outbox.subscribe("test", "*", _inbox.handler());
        outbox.start();
        outbox.publish("a", {});
        outbox.publish("b", {});
        CPPUNIT_ASSERT_EQUAL(std::string("a b"), _inbox.await(2));
    }

    void ofTwoNodesOneDelivers() {
        constexpr int count = 50;
        const auto first = started("*", "node-1");
        const auto second = started("*", "node-2");
        for (int i = 0; i < count; ++i) {
            (i % 2 == 0 ? first : second)->publish("e" + std::to_string(i), {});
        }
        _inbox.await(count);
        first->stop();
        second->stop();
        CPPUNIT_ASSERT_EQUAL(std::size_t{count}, _inbox.events().size());
        CPPUNIT_ASSERT(std::ranges::is_sorted(_inbox.events(), {}, &Event::id));
    }

    void theRightsOfADeadNodeAreTakenOver() {
        const auto outbox = started("*", "node-2");
        EventStore store(_database->get());
        store.take("test:*", "node-1", std::chrono::minutes(1));
        outbox->publish("a", {});
        CPPUNIT_ASSERT(_inbox.events().empty());
        MovedClock::forward(std::chrono::minutes(2));
        outbox->wake();
        CPPUNIT_ASSERT_EQUAL(std::string("a"), _inbox.await(1));
    }

    void aRightFromBeforeTheClockWasSetBackIsTakenOver() {
        const auto outbox = started("*", "node-2");
        EventStore(_database->get()).take("test:*", "node-1", std::chrono::minutes(1));
        MovedClock::forward(std::chrono::hours(-1));
        outbox->publish("a", {});
        CPPUNIT_ASSERT_EQUAL(std::string("a"), _inbox.await(1));
    }

    void aPauseDoesNotOutlastAClockThatIsSetBack() {
        Outbox outbox = made();
        std::atomic<int> attempts{0};
        Signal failure;
        outbox.subscribe("test", "*", [&](const Event& event) {
            if (++attempts == 1) {
                MovedClock::forward(std::chrono::hours(1));
                failure.raise();
                throw tenon::Unavailable("Not now.");
            }
            _inbox(event);
        });
        outbox.start();
        outbox.publish("a", {});
        failure.await([&] { return attempts == 1; });
        eventually([&] { return _log.contains("event.delivery_failed"); });
        MovedClock::forward(std::chrono::hours(-1));
        outbox.wake();
        CPPUNIT_ASSERT_EQUAL(std::string("a"), _inbox.await(1));
    }

    void moreEventsThanFitInOneReadArriveInOrder() {
        constexpr std::size_t count = 1'250;
        started("*")->stop();
        Outbox absent = made();
        _database->get().transaction([&] {
            for (std::size_t i = 0; i < count; ++i) {
                absent.publish("e", {});
            }
        });
        const auto outbox = started("*");
        _inbox.await(count);
        outbox->stop();
        CPPUNIT_ASSERT_EQUAL(count, _inbox.events().size());
        CPPUNIT_ASSERT(std::ranges::is_sorted(_inbox.events(), {}, &Event::id));
    }

    void twoSubscriptionsOfOneModuleToOnePatternBothGetTheEvent() {
        Outbox outbox = made();
        Inbox other;
        outbox.subscribe("test", "a", _inbox.handler());
        outbox.subscribe("test", "a", other.handler());
        outbox.start();
        outbox.publish("a", {});
        CPPUNIT_ASSERT_EQUAL(std::string("a"), _inbox.await(1));
        CPPUNIT_ASSERT_EQUAL(std::string("a"), other.await(1));
    }

    void oldDeliveredEventsArePurged() {
        const auto outbox = started("*");
        outbox->publish("old", {});
        _inbox.await(1);
        outbox->stop();
        EventStore store(_database->get());
        const auto cutoff = tenon::Clock::now();
        store.pass("test:*", 0); // seen again after the event
        store.purge(cutoff);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, stored());
    }

    void oldUndeliveredEventsAreKept() {
        EventStore store(_database->get());
        store.enter("slow");
        store.add("first", {});
        store.add("second", {});
        store.pass("slow", store.read(0, 1'000, 1).front().id);
        const auto cutoff = tenon::Clock::now();
        store.pass("slow", 0); // seen again after the events
        store.purge(cutoff);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stored());
    }

    void manyPublishersLoseNothing() {
        constexpr int each = 25;
        const auto outbox = started("*");
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&, i] {
                for (int j = 0; j < each; ++j) {
                    const auto body = [&] {
                        outbox->publish("e", {});
                        if (j % 5 == i) {
                            throw tenon::Conflict("NO", "A gap.");
                        }
                    };
                    try {
                        _database->get().transaction(body, tenon::Isolation::ReadCommitted);
                    } catch (const tenon::Conflict&) {
                        continue;
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        const std::size_t published = 4 * each * 4 / 5;
        _inbox.await(published);
        outbox->stop();
        CPPUNIT_ASSERT_EQUAL(published, _inbox.events().size());
        CPPUNIT_ASSERT(std::ranges::is_sorted(_inbox.events(), {}, &Event::id));
    }

private:
    Outbox made(std::string node = "node-1") { return Outbox(_database->get(), _log, {.node = std::move(node)}); }

    std::unique_ptr<Outbox> started(std::string pattern, std::string node = "node-1") {
        auto outbox = std::make_unique<Outbox>(_database->get(), _log, OutboxSettings{.node = std::move(node)});
        outbox->subscribe("test", std::move(pattern), _inbox.handler());
        outbox->start();
        return outbox;
    }

    std::int64_t stored() {
        return _database->get().template value<std::int64_t>("SELECT COUNT(*) FROM tenon_event").value();
    }

    MemoryLog _log;
    Inbox _inbox;
    std::unique_ptr<MovedClock> _clock;
    std::unique_ptr<JobsDatabase> _database;
};

CPPUNIT_TEST_SUITE_REGISTRATION(OutboxTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(OutboxTest<Backend::PostgreSql>);

} // namespace
