#include "fixture.h"

#include <kernel/data/database_factory.h>
#include <kernel/jobs/event_frontier.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <functional>
#include <latch>
#include <thread>

namespace {

using namespace tenon::jobs;
using namespace tenon::jobs::test;
using tenon::Backend;

/// Transactions that overlap exist on PostgreSQL only: SQLite runs one after the other.
class EventFrontierTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EventFrontierTest);
    CPPUNIT_TEST(eventsWithoutAGapAreSafe);
    CPPUNIT_TEST(aLowerIdThatIsCommittedLaterIsWaitedFor);
    CPPUNIT_TEST(anIdThatWasRolledBackIsNotWaitedFor);
    CPPUNIT_TEST(anOpenTransactionBehindTheGapIsNotWaitedFor);
    CPPUNIT_TEST(aTransactionWithoutEventsIsNotWaitedFor);
    CPPUNIT_TEST(aTransactionOfAnotherDatabaseIsNotWaitedFor);
    CPPUNIT_TEST(aPurgedBeginningIsNoGap);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _database = std::make_unique<JobsDatabase>(Backend::PostgreSql);
        _store = std::make_unique<EventStore>(_database->get());
    }

    void tearDown() override {
        _store.reset();
        _database.reset();
    }

    void eventsWithoutAGapAreSafe() {
        EventFrontier frontier(*_store, 0);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, frontier.advance());
        _store->add("a", {});
        _store->add("b", {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
        CPPUNIT_ASSERT(!frontier.isWaiting());
    }

    void aLowerIdThatIsCommittedLaterIsWaitedFor() {
        EventFrontier frontier(*_store, 0);
        OpenTransaction first(_database->get(), [this] { _store->add("held", {}); });
        _store->add("second", {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, frontier.advance());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, frontier.advance());
        CPPUNIT_ASSERT(frontier.isWaiting());
        first.end();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, _store->read(0, 2, 10).size());
    }

    void anIdThatWasRolledBackIsNotWaitedFor() {
        EventFrontier frontier(*_store, 0);
        rollBackOne();
        _store->add("second", {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
    }

    void anOpenTransactionBehindTheGapIsNotWaitedFor() {
        EventFrontier frontier(*_store, 0);
        _store->add("first", {});
        OpenTransaction second(_database->get(), [this] { _store->add("held", {}); });
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, frontier.advance());
        second.end();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
    }

    void aTransactionWithoutEventsIsNotWaitedFor() {
        EventFrontier frontier(*_store, 0);
        OpenTransaction other(_database->get(), [this] {
            _database->get().execute("UPDATE tenon_event_cursor SET last_id = 0");
            static_cast<void>(_database->get().value<std::int64_t>("SELECT txid_current()"));
        });
        rollBackOne();
        _store->add("second", {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
    }

    void aTransactionOfAnotherDatabaseIsNotWaitedFor() {
        EventFrontier frontier(*_store, 0);
        const auto elsewhere = tenon::data::open({.url = tenon::tests::postgresUrl()});
        OpenTransaction other(*elsewhere, [&] {
            elsewhere->execute("CREATE TEMPORARY TABLE tenon_event (id BIGSERIAL, name TEXT, data TEXT, at TIMESTAMP)");
            EventStore(*elsewhere).add("held", {});
        });
        rollBackOne();
        _store->add("second", {});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, frontier.advance());
    }

    void aPurgedBeginningIsNoGap() {
        _store->add("first", {});
        _store->add("second", {});
        _database->get().execute("DELETE FROM tenon_event WHERE id = 1");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, EventFrontier(*_store, 0).advance());
    }

private:
    /// Events are written later than they are added: with the next statement that is waited for.
    static void awaitWritten(tenon::Database& database) { CPPUNIT_ASSERT(database.value<int>("SELECT 1").has_value()); }

    /// A transaction on another thread that has done its work and is committed by end().
    class OpenTransaction {
    public:
        OpenTransaction(tenon::Database& database, std::function<void()> work)
            : _thread([this, &database, work = std::move(work)] {
                  const auto body = [&] {
                      work();
                      awaitWritten(database);
                      _isWritten.count_down();
                      _mayEnd.wait();
                  };
                  database.transaction(body, tenon::Isolation::ReadCommitted);
              }) {
            _isWritten.wait();
        }

        ~OpenTransaction() {
            if (_thread.joinable()) {
                end();
            }
        }

        void end() {
            _mayEnd.count_down();
            _thread.join();
        }

    private:
        std::latch _isWritten{1};
        std::latch _mayEnd{1};
        std::thread _thread;
    };

    void rollBackOne() {
        const auto failing = [&] {
            _store->add("undone", {});
            awaitWritten(_database->get());
            throw tenon::Conflict("NO", "No.");
        };
        CPPUNIT_ASSERT_THROW(_database->get().transaction(failing), tenon::Conflict);
    }

    std::unique_ptr<JobsDatabase> _database;
    std::unique_ptr<EventStore> _store;
};

CPPUNIT_TEST_SUITE_REGISTRATION(EventFrontierTest);

} // namespace
