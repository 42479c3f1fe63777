/// Connections that a burst has opened and that nobody needs afterwards.

#include <tests/support/database_fixture.h>

#include <thread>

namespace {

using namespace tenon;

template <Backend backend>
class ConnectionPoolTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(ConnectionPoolTest);
    CPPUNIT_TEST(whatWasUsedLatelyStaysOpen);
    CPPUNIT_TEST(whatHasBeenIdleForTooLongIsClosed);
    CPPUNIT_TEST(theLastOneStaysOpen);
    CPPUNIT_TEST(whatWasClosedIsOpenedAgainWhenNeeded);
    CPPUNIT_TEST_SUITE_END();

public:
    ConnectionPoolTest() : DatabaseFixture(backend) {}

    /// Needs so many connections at once.
    void use(int connections) {
        const auto useMore = [&] {
            if (connections > 1) {
                std::thread([&] { use(connections - 1); }).join();
            }
        };
        if (isSqlite()) { // Its transactions share one connection; readers keep theirs while they look at a row.
            db().each("SELECT 1", {}, [&](const Row&) { useMore(); });
        } else {
            db().transaction([&] {
                db().value<int>("SELECT 1");
                useMore();
            });
        }
    }

    /// Without the writer of SQLite.
    int openConnections() { return static_cast<int>(db().metrics().connectionsOpen) - (isSqlite() ? 1 : 0); }

    void whatWasUsedLatelyStaysOpen() {
        use(4);
        use(1);
        CPPUNIT_ASSERT_EQUAL(4, openConnections());
    }

    void whatHasBeenIdleForTooLongIsClosed() {
        reopen({.connectionIdle = std::chrono::milliseconds(0)});
        use(4);
        CPPUNIT_ASSERT_EQUAL(1, openConnections());
    }

    void theLastOneStaysOpen() {
        reopen({.connectionIdle = std::chrono::milliseconds(0)});
        use(1);
        const std::uint64_t prepared = db().metrics().statementsPrepared;
        use(1);
        CPPUNIT_ASSERT_EQUAL(1, openConnections());
        CPPUNIT_ASSERT_EQUAL_MESSAGE("another one", prepared, db().metrics().statementsPrepared.load());
    }

    void whatWasClosedIsOpenedAgainWhenNeeded() {
        reopen({.connections = 3, .connectionIdle = std::chrono::milliseconds(0)});
        for (int i = 0; i < 4; ++i) {
            use(3);
        }
        CPPUNIT_ASSERT_EQUAL(1, openConnections());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, db().metrics().connectionWaits.load());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ConnectionPoolTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(ConnectionPoolTest<Backend::PostgreSql>);

} // namespace
