#include <tests/support/database_fixture.h>

#include <tenon/blocking.h>

#include <atomic>
#include <thread>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

struct Refused {};

template <Backend backend>
class TransactionTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(TransactionTest);
    CPPUNIT_TEST(theResultOfTheBodyComesBack);
    CPPUNIT_TEST(anExceptionUndoesEverythingAndReachesTheCaller);
    CPPUNIT_TEST(aTransactionSeesItsOwnChangesAndOthersDoNot);
    CPPUNIT_TEST(aSwallowedErrorRefusesTheCommit);
    CPPUNIT_TEST(afterAnErrorNothingMoreIsDone);
    CPPUNIT_TEST(anInnerTransactionJoinsTheOuterOne);
    CPPUNIT_TEST(aSwallowedExceptionOfAnInnerTransactionRefusesTheCommit);
    CPPUNIT_TEST(aDeferredConstraintFailsItsTransactionOnly);
    CPPUNIT_TEST(aVisitorMayAskTheDatabaseAgain);
    CPPUNIT_TEST(aVisitorOutsideOfATransactionMayWrite);
    CPPUNIT_TEST(aVisitorMayRunTheStatementThatItVisits);
    CPPUNIT_TEST(anExceptionOfAVisitorLeavesTheDatabaseUsable);
    CPPUNIT_TEST(actionsRunAfterTheCommitInOrderOnTheCallersThread);
    CPPUNIT_TEST(actionsOfAFailedTransactionNeverRun);
    CPPUNIT_TEST(anActionOutsideOfATransactionRunsAtOnce);
    CPPUNIT_TEST(aFailingActionDoesNotStopTheOthers);
    CPPUNIT_TEST(concurrentIncrementsAllCount);
    CPPUNIT_TEST(concurrentIncrementsByStatementAllCount);
    CPPUNIT_TEST(aWaitingCallerCountsAsBlocked);
    CPPUNIT_TEST_SUITE_END();

public:
    TransactionTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        db().execute("CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
        db().execute("INSERT INTO counter (id, n) VALUES (1, 0)");
    }

    int n() { return db().value<int>("SELECT n FROM counter WHERE id = 1").value(); }

    void increment() { db().execute("UPDATE counter SET n = n + 1 WHERE id = 1"); }

    void insertTwice() { db().execute("INSERT INTO counter (id, n) VALUES (1, 0)"); }

    void theResultOfTheBodyComesBack() {
        const auto result = db().transaction([&] {
            increment();
            return std::string("done");
        });
        CPPUNIT_ASSERT_EQUAL(std::string("done"), result);
        CPPUNIT_ASSERT_EQUAL(1, n());
        CPPUNIT_ASSERT(!db().isInTransaction());
    }

    void anExceptionUndoesEverythingAndReachesTheCaller() {
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                increment();
                throw Refused();
            }),
            Refused
        );
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void aTransactionSeesItsOwnChangesAndOthersDoNot() {
        db().transaction([&] {
            increment();
            CPPUNIT_ASSERT(db().isInTransaction());
            CPPUNIT_ASSERT_EQUAL(1, n());
            std::thread([&] {
                CPPUNIT_ASSERT(!db().isInTransaction());
                CPPUNIT_ASSERT_EQUAL(0, n());
            }).join();
        });
    }

    void aSwallowedErrorRefusesTheCommit() {
        try {
            db().transaction([&] {
                increment();
                CPPUNIT_ASSERT_THROW(insertTwice(), DatabaseError);
            });
            CPPUNIT_FAIL("committed");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT_EQUAL(
                std::string("a statement in this transaction failed: nothing was stored"), error.cause()
            );
        }
        CPPUNIT_ASSERT_EQUAL(0, n());
        increment();
        CPPUNIT_ASSERT_EQUAL(1, n());
    }

    void afterAnErrorNothingMoreIsDone() {
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                CPPUNIT_ASSERT_THROW(insertTwice(), DatabaseError);
                CPPUNIT_ASSERT_THROW(n(), DatabaseError);
                throw Refused();
            }),
            Refused
        );
    }

    void anInnerTransactionJoinsTheOuterOne() {
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                db().transaction([&] { increment(); });
                CPPUNIT_ASSERT_EQUAL(1, n());
                throw Refused();
            }),
            Refused
        );
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void aSwallowedExceptionOfAnInnerTransactionRefusesTheCommit() {
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                increment();
                CPPUNIT_ASSERT_THROW(db().transaction([] { throw Refused(); }), Refused);
            }),
            DatabaseError
        );
        CPPUNIT_ASSERT_EQUAL(0, n());
    }

    void aDeferredConstraintFailsItsTransactionOnly() {
        db().execute("CREATE TABLE child (id BIGINT PRIMARY KEY, counter_id BIGINT CONSTRAINT child__counter_id__fk "
                     "REFERENCES counter (id) DEFERRABLE INITIALLY DEFERRED)");
        try {
            db().transaction([&] { db().execute("INSERT INTO child (id, counter_id) VALUES (1, 9)"); });
            CPPUNIT_FAIL("committed");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT(error.kind() == Kind::ForeignKey);
        }
        db().transaction([&] {
            db().execute("INSERT INTO child (id, counter_id) VALUES (1, 9)");
            db().execute("INSERT INTO counter (id, n) VALUES (9, 0)");
        });
        CPPUNIT_ASSERT_EQUAL(1, db().value<int>("SELECT COUNT(*) FROM child").value());
    }

    static constexpr const char* hundred =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n ORDER BY i";

    void aVisitorMayAskTheDatabaseAgain() {
        int sum = 0;
        const auto visit = [&](const Row& row) {
            sum += db().value<int>("SELECT n + :i FROM counter", {{"i", row.get<int>(0)}}).value();
        };
        db().each(hundred, {}, visit);
        db().transaction([&] { db().each(hundred, {}, visit); });
        CPPUNIT_ASSERT_EQUAL(2 * 5050, sum);
    }

    void aVisitorOutsideOfATransactionMayWrite() {
        db().each(hundred, {}, [&](const Row& row) {
            if (row.get<int>(0) % 2 == 0) {
                increment();
            } else {
                db().transaction([&] { increment(); });
            }
            CPPUNIT_ASSERT_EQUAL(row.get<int>(0), n());
        });
        CPPUNIT_ASSERT_EQUAL(100, n());
    }

    void aVisitorMayRunTheStatementThatItVisits() {
        int inner = 0;
        db().transaction([&] {
            db().each(hundred, {}, [&](const Row& row) {
                if (row.get<int>(0) == 50) {
                    db().each(hundred, {}, [&](const Row&) { ++inner; });
                }
            });
        });
        CPPUNIT_ASSERT_EQUAL(100, inner);
    }

    void anExceptionOfAVisitorLeavesTheDatabaseUsable() {
        CPPUNIT_ASSERT_THROW(db().each(hundred, {}, [](const Row&) { throw Refused(); }), Refused);
        increment();
        CPPUNIT_ASSERT_EQUAL(1, n());
    }

    void actionsRunAfterTheCommitInOrderOnTheCallersThread() {
        const auto caller = std::this_thread::get_id();
        std::vector<int> order;
        db().transaction([&] {
            increment();
            for (const int i : {1, 2}) {
                db().afterCommit([&, i] {
                    CPPUNIT_ASSERT(std::this_thread::get_id() == caller);
                    CPPUNIT_ASSERT(!db().isInTransaction());
                    CPPUNIT_ASSERT_EQUAL(1, n());
                    order.push_back(i);
                });
            }
            db().transaction([&] { db().afterCommit([&] { order.push_back(3); }); });
            CPPUNIT_ASSERT(order.empty());
        });
        CPPUNIT_ASSERT(order == (std::vector{1, 2, 3}));
    }

    void actionsOfAFailedTransactionNeverRun() {
        bool hasRun = false;
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                db().afterCommit([&] { hasRun = true; });
                throw Refused();
            }),
            Refused
        );
        CPPUNIT_ASSERT(!hasRun);
    }

    void anActionOutsideOfATransactionRunsAtOnce() {
        bool hasRun = false;
        db().afterCommit([&] { hasRun = true; });
        CPPUNIT_ASSERT(hasRun);
    }

    void aFailingActionDoesNotStopTheOthers() {
        bool hasRun = false;
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                increment();
                db().afterCommit([] { throw Refused(); });
                db().afterCommit([&] { hasRun = true; });
            }),
            Refused
        );
        CPPUNIT_ASSERT(hasRun);
        CPPUNIT_ASSERT_EQUAL(1, n());
    }

    /// 8 threads call `work` 50 times each; returns how many calls threw.
    template <typename Work>
    static int inEightThreads(Work&& work) {
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 50; ++i) {
                    try {
                        work();
                    } catch (const std::exception&) {
                        ++failures;
                    }
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        return failures;
    }

    void concurrentIncrementsAllCount() {
        const int failures = inEightThreads([this] {
            db().transaction([&] { db().execute("UPDATE counter SET n = :n WHERE id = 1", {{"n", n() + 1}}); });
        });
        CPPUNIT_ASSERT_EQUAL(0, failures);
        CPPUNIT_ASSERT_EQUAL(400, n());
    }

    void concurrentIncrementsByStatementAllCount() {
        CPPUNIT_ASSERT_EQUAL(0, inEightThreads([this] { increment(); }));
        CPPUNIT_ASSERT_EQUAL(400, n());
    }

    void aWaitingCallerCountsAsBlocked() {
        struct Listener : BlockingListener {
            void entered() noexcept override { ++entries; }

            void left() noexcept override { ++exits; }

            int entries = 0;
            int exits = 0;
        } listener;

        BlockingListener::install(&listener);
        db().transaction([&] { increment(); });
        BlockingListener::install(nullptr);
        CPPUNIT_ASSERT(listener.entries > 0);
        CPPUNIT_ASSERT_EQUAL(listener.entries, listener.exits);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TransactionTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(TransactionTest<Backend::PostgreSql>);

} // namespace
