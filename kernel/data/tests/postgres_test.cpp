#include <kernel/data/database_factory.h>
#include <tests/support/postgres.h>

#include <cppunit/extensions/HelperMacros.h>

#include <semaphore>
#include <thread>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;
using std::chrono::milliseconds;

Kind kindThrownBy(const std::function<void()>& call) {
    try {
        call();
    } catch (const DatabaseError& error) {
        return error.kind();
    }
    throw std::runtime_error("nothing was thrown");
}

class PostgresTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresTest);
    CPPUNIT_TEST(aCallerWaitsForAConnectionThatBecomesFree);
    CPPUNIT_TEST(aCallerWhoWaitsTooLongLearnsThatTheServerIsBusy);
    CPPUNIT_TEST(idleConnectionsThatTheServerEndedAreReplacedUnnoticed);
    CPPUNIT_TEST(aConnectionLostInATransactionIsAConnectionError);
    CPPUNIT_TEST(aStatementThatRunsTooLongIsEnded);
    CPPUNIT_TEST(sessionsSpeakUtc);
    CPPUNIT_TEST(aLostUpdateIsRetriedAndCounted);
    CPPUNIT_TEST(readCommittedIsNotSerializable);
    CPPUNIT_TEST(aLargeResultIsVisitedRowByRow);
    CPPUNIT_TEST(namesWithBlanksAndQuotesReachTheServer);
    CPPUNIT_TEST(aWrongPasswordOrHostIsAConnectionError);
    CPPUNIT_TEST(moreStatementsThanTheCacheHoldsStillWork);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _fresh.emplace();
        open({});
        db().execute("CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT)");
        db().execute("INSERT INTO counter (id, n) VALUES (1, 0), (2, 0)");
    }

    void tearDown() override {
        _database.reset();
        _fresh.reset();
    }

    void open(data::DatabaseSettings settings) {
        settings.url = _fresh->url();
        _database = data::open(std::move(settings));
    }

    data::KernelDatabase& db() { return *_database; }

    int n() { return db().value<int>("SELECT n FROM counter WHERE id = 1").value(); }

    void aCallerWaitsForAConnectionThatBecomesFree() {
        open({.connections = 1});
        std::binary_semaphore isHeld{0};
        std::thread holder([&] {
            db().transaction([&] {
                isHeld.release();
                while (db().metrics().connectionWaits == 0) {
                    std::this_thread::yield();
                }
            });
        });
        isHeld.acquire();
        CPPUNIT_ASSERT_EQUAL(0, n());
        holder.join();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().connectionsOpen.load());
    }

    void aCallerWhoWaitsTooLongLearnsThatTheServerIsBusy() {
        open({.connections = 1, .connectionWait = milliseconds(20)});
        db().transaction([&] { std::thread([&] { CPPUNIT_ASSERT_THROW(n(), Unavailable); }).join(); });
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().connectionTimeouts.load());
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void terminateOthers() {
        tests::onPostgres(
            _fresh->url(),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
    }

    void idleConnectionsThatTheServerEndedAreReplacedUnnoticed() {
        // Four at once, so that four connections exist.
        db().transaction([&] {
            std::thread([&] { db().transaction([&] { std::thread([&] { n(); }).join(); }); }).join();
        });
        CPPUNIT_ASSERT(db().metrics().connectionsIdle >= 3);
        terminateOthers();
        for (int i = 0; i < 6; ++i) {
            CPPUNIT_ASSERT_EQUAL(0, n());
        }
        CPPUNIT_ASSERT(db().metrics().connectionsLost > 0);
    }

    void aConnectionLostInATransactionIsAConnectionError() {
        const Kind kind = kindThrownBy([&] {
            db().transaction([&] {
                db().execute("UPDATE counter SET n = 5");
                terminateOthers();
                n();
            });
        });
        CPPUNIT_ASSERT(kind == Kind::Connection);
        CPPUNIT_ASSERT_EQUAL(0, n());
        db().transaction([&] { db().execute("UPDATE counter SET n = 6"); });
        CPPUNIT_ASSERT_EQUAL(6, n());
    }

    void aStatementThatRunsTooLongIsEnded() {
        open({.statementTimeout = milliseconds(20)});
        CPPUNIT_ASSERT(kindThrownBy([&] { db().execute("SELECT pg_sleep(30)"); }) == Kind::Busy);
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void sessionsSpeakUtc() {
        CPPUNIT_ASSERT_EQUAL(std::string("UTC"), db().value<std::string>("SELECT current_setting('timezone')").value());
    }

    void aLostUpdateIsRetriedAndCounted() {
        int runs = 0;
        db().transaction([&] {
            const int before = n();
            if (++runs == 1) {
                std::thread([&] { db().execute("UPDATE counter SET n = n + 10 WHERE id = 1"); }).join();
            }
            db().execute("UPDATE counter SET n = :n WHERE id = 1", {{"n", before + 1}});
        });
        CPPUNIT_ASSERT_EQUAL(2, runs);
        CPPUNIT_ASSERT_EQUAL(11, n());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, db().metrics().retries.load());
    }

    void readCommittedIsNotSerializable() {
        const auto level = [&] {
            return db().value<std::string>("SELECT current_setting('transaction_isolation')").value();
        };
        CPPUNIT_ASSERT_EQUAL(std::string("serializable"), db().transaction(level));
        CPPUNIT_ASSERT_EQUAL(std::string("read committed"), db().transaction(level, Isolation::ReadCommitted));
        CPPUNIT_ASSERT_EQUAL(std::string("read committed"), level());
    }

    void aLargeResultIsVisitedRowByRow() {
        // A stream that is given up after its first row: the server has sent a fraction of the rows by then.
        struct Enough {};

        std::int64_t rows = 0;
        db().each("SELECT repeat('x', 100), i FROM generate_series(1, 200000) AS i", {}, [&](const Row& row) {
            CPPUNIT_ASSERT_EQUAL(++rows, row.integer(1));
        });
        CPPUNIT_ASSERT_EQUAL(std::int64_t{200000}, rows);
        CPPUNIT_ASSERT_THROW(
            db().each("SELECT i FROM generate_series(1, 1000) AS i", {}, [](const Row&) { throw Enough(); }), Enough
        );
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void namesWithBlanksAndQuotesReachTheServer() {
        tests::onPostgres(tests::postgresUrl(), "CREATE DATABASE \"it's a \\ house\"");
        std::string url = tests::postgresUrl();
        const auto query = url.find('?');
        url.replace(url.rfind('/', query), query - url.rfind('/', query), "/it's%20a%20%5C%20house");
        _database = data::open({.url = url});
        CPPUNIT_ASSERT_EQUAL(
            std::string("it's a \\ house"), db().value<std::string>("SELECT CAST(current_database() AS TEXT)").value()
        );
        _database.reset();
        tests::onPostgres(tests::postgresUrl(), "DROP DATABASE \"it's a \\ house\" WITH (FORCE)");
    }

    void aWrongPasswordOrHostIsAConnectionError() {
        _database = data::open({.url = "postgresql://nobody@/x?host=%2Fnowhere"});
        CPPUNIT_ASSERT(kindThrownBy([&] { n(); }) == Kind::Connection);
        CPPUNIT_ASSERT(kindThrownBy([&] { db().transaction([&] { n(); }); }) == Kind::Connection);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, db().metrics().connectionsOpen.load());
    }

    void moreStatementsThanTheCacheHoldsStillWork() {
        db().transaction([&] {
            for (int round = 0; round < 2; ++round) {
                for (int i = 0; i < 300; ++i) {
                    CPPUNIT_ASSERT_EQUAL(i, db().value<int>("SELECT " + std::to_string(i)).value());
                }
            }
        });
    }

private:
    std::optional<tests::FreshPostgresDatabase> _fresh;
    std::unique_ptr<data::KernelDatabase> _database;
};

class PostgresRestartTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresRestartTest);
    CPPUNIT_TEST(theDatabaseComesBackWithItsServer);
    CPPUNIT_TEST_SUITE_END();

public:
    void theDatabaseComesBackWithItsServer() {
        tests::PostgresServer server;
        const auto db = data::open({.url = server.url()});
        db->execute("CREATE TABLE entry (id BIGINT)");
        const auto count = [&] { return db->value<int>("SELECT COUNT(*) FROM entry").value(); };

        server.stop();
        server.start();
        CPPUNIT_ASSERT_EQUAL_MESSAGE("after a restart while idle", 0, count());

        const Kind kind = kindThrownBy([&] {
            db->transaction([&] {
                db->execute("INSERT INTO entry (id) VALUES (1)");
                server.stop();
                db->execute("INSERT INTO entry (id) VALUES (2)");
            });
        });
        CPPUNIT_ASSERT(kind == Kind::Connection);
        CPPUNIT_ASSERT(kindThrownBy(count) == Kind::Connection);

        server.start();
        CPPUNIT_ASSERT_EQUAL_MESSAGE("after a restart in a transaction", 0, count());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresTest);
CPPUNIT_TEST_SUITE_REGISTRATION(PostgresRestartTest);

} // namespace
