/// What travels together to PostgreSQL, and whose failure is whose.

#include <kernel/data/database_factory.h>
#include <tests/support/postgres.h>

#include <cppunit/extensions/HelperMacros.h>

#include <thread>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

class PostgresPipelineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostgresPipelineTest);
    CPPUNIT_TEST(aTransactionOfWhatRunsLaterIsOneRoundTrip);
    CPPUNIT_TEST(beginTravelsWithTheFirstStatement);
    CPPUNIT_TEST(aTransactionWithoutStatementsAsksNothing);
    CPPUNIT_TEST(savepointsCostNoRoundTripOfTheirOwn);
    CPPUNIT_TEST(theStatementThatMeetsAFailureNamesNoConstraint);
    CPPUNIT_TEST(whateverTheBodyMakesOfItTheFailureEndsTheTransaction);
    CPPUNIT_TEST(aLateSerializationFailureRunsTheBodyAgain);
    CPPUNIT_TEST(aDeferredConstraintIsToldByTheCommit);
    CPPUNIT_TEST(aConnectionLostWithAQueueStoresNothing);
    CPPUNIT_TEST(aConnectionLostBeforeBeginIsReplaced);
    CPPUNIT_TEST(aConnectionLostWhileTheFirstStatementIsPreparedIsReplaced);
    CPPUNIT_TEST(aConnectionLostWithTheCommitIsNotTriedAgain);
    CPPUNIT_TEST(aScriptComesAfterWhatWasToRunLater);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _fresh.emplace();
        _database = data::open({.url = _fresh->url(), .connections = 2});
        db().execute("CREATE TABLE entry (id BIGINT, of BIGINT, CONSTRAINT entry__id__unique UNIQUE (id))");
        db().execute("ALTER TABLE entry ADD CONSTRAINT entry__of__fk FOREIGN KEY (of) REFERENCES entry (id) "
                     "DEFERRABLE INITIALLY DEFERRED");
        db().transaction([&] { // Has all that the tests run prepared.
            addLater(1);
            db().attempt([&] { count(); });
            db().execute("UPDATE entry SET id = id WHERE id = :id", {{"id", 1}});
        });
    }

    void tearDown() override {
        _database.reset();
        _fresh.reset();
    }

    data::KernelDatabase& db() { return *_database; }

    void addLater(int id) { db().executeLater("INSERT INTO entry (id) VALUES (:id)", {{"id", id}}); }

    int count() { return db().value<int>("SELECT COUNT(*) FROM entry").value(); }

    int roundTrips(const std::function<void()>& body) {
        const std::uint64_t before = db().metrics().roundTrips;
        db().transaction(body);
        return static_cast<int>(db().metrics().roundTrips - before);
    }

    void endConnections() {
        tests::onPostgres(
            _fresh->url(),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
    }

    /// The error that a transaction with this body ends with.
    DatabaseError endOf(const std::function<void()>& body) {
        try {
            db().transaction(body);
        } catch (const DatabaseError& error) {
            return error;
        }
        throw std::runtime_error("nothing was thrown");
    }

    void aTransactionOfWhatRunsLaterIsOneRoundTrip() {
        const auto add = [&] {
            addLater(2);
            addLater(3);
        };
        CPPUNIT_ASSERT_EQUAL(1, roundTrips(add));
        CPPUNIT_ASSERT_EQUAL(3, count());
    }

    void beginTravelsWithTheFirstStatement() {
        const auto readAndAdd = [&] {
            count();
            addLater(2);
        };
        CPPUNIT_ASSERT_EQUAL(2, roundTrips(readAndAdd));
    }

    void aTransactionWithoutStatementsAsksNothing() {
        CPPUNIT_ASSERT_EQUAL(0, roundTrips([] {}));
    }

    void savepointsCostNoRoundTripOfTheirOwn() {
        const auto attempts = [&] {
            for (int i = 0; i < 3; ++i) {
                db().attempt([&] { count(); });
            }
        };
        CPPUNIT_ASSERT_EQUAL(4, roundTrips(attempts));
    }

    void theStatementThatMeetsAFailureNamesNoConstraint() {
        const DatabaseError error = endOf([&] {
            addLater(1);
            try {
                count();
                CPPUNIT_FAIL("the statement before it failed");
            } catch (const DatabaseError& met) {
                CPPUNIT_ASSERT(met.kind() == Kind::Other);
                CPPUNIT_ASSERT_EQUAL(std::string(), met.constraint());
                throw;
            }
        });
        CPPUNIT_ASSERT(error.kind() == Kind::Unique);
        CPPUNIT_ASSERT_EQUAL(std::string("entry__id__unique"), error.constraint());
    }

    void whateverTheBodyMakesOfItTheFailureEndsTheTransaction() {
        const DatabaseError swallowed = endOf([&] {
            addLater(1);
            CPPUNIT_ASSERT_THROW(count(), DatabaseError);
        });
        CPPUNIT_ASSERT(swallowed.kind() == Kind::Unique);
        const DatabaseError translated = endOf([&] {
            addLater(1);
            CPPUNIT_ASSERT_THROW(count(), DatabaseError);
            throw std::runtime_error("no such thing");
        });
        CPPUNIT_ASSERT(translated.kind() == Kind::Unique);
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void aLateSerializationFailureRunsTheBodyAgain() {
        int runs = 0;
        db().transaction([&] {
            count();
            if (++runs == 1) {
                std::thread([&] { db().execute("UPDATE entry SET id = 7 WHERE id = 1"); }).join();
            }
            db().executeLater("UPDATE entry SET id = id + 1");
        });
        CPPUNIT_ASSERT_EQUAL(2, runs);
        CPPUNIT_ASSERT_EQUAL(8, db().value<int>("SELECT id FROM entry").value());
    }

    void aDeferredConstraintIsToldByTheCommit() {
        const DatabaseError error = endOf([&] {
            db().executeLater("INSERT INTO entry (id, of) VALUES (2, 3)");
            CPPUNIT_ASSERT_EQUAL(2, count());
        });
        CPPUNIT_ASSERT(error.kind() == Kind::ForeignKey);
        CPPUNIT_ASSERT_EQUAL(std::string("entry__of__fk"), error.constraint());
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void aConnectionLostWithAQueueStoresNothing() {
        int runs = 0;
        const DatabaseError error = endOf([&] {
            ++runs;
            count();
            addLater(2);
            endConnections();
            count();
        });
        CPPUNIT_ASSERT(error.kind() == Kind::Connection);
        CPPUNIT_ASSERT_EQUAL(1, runs);
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void aConnectionLostBeforeBeginIsReplaced() {
        int runs = 0;
        db().transaction([&] {
            if (++runs == 1) {
                endConnections();
            }
            addLater(2);
            CPPUNIT_ASSERT_EQUAL(2, count());
        });
        CPPUNIT_ASSERT_EQUAL(2, runs);
        CPPUNIT_ASSERT_EQUAL(2, count());
    }

    void aConnectionLostWhileTheFirstStatementIsPreparedIsReplaced() {
        int runs = 0;
        db().transaction([&] {
            if (++runs == 1) {
                endConnections();
            }
            CPPUNIT_ASSERT_EQUAL(3, db().value<int>("SELECT 1 + 2").value());
        });
        CPPUNIT_ASSERT_EQUAL(2, runs);
    }

    void aConnectionLostWithTheCommitIsNotTriedAgain() {
        int runs = 0;
        const DatabaseError error = endOf([&] {
            ++runs;
            addLater(2);
            endConnections();
        });
        CPPUNIT_ASSERT(error.kind() == Kind::Connection);
        CPPUNIT_ASSERT_EQUAL(1, runs);
        CPPUNIT_ASSERT_EQUAL(1, count());
    }

    void aScriptComesAfterWhatWasToRunLater() {
        db().transaction([&] {
            addLater(2);
            db().executeScript("UPDATE entry SET id = 12 WHERE id = 2; UPDATE entry SET id = 11 WHERE id = 1");
            addLater(3);
        });
        CPPUNIT_ASSERT_EQUAL(26, db().value<int>("SELECT CAST(SUM(id) AS BIGINT) FROM entry").value());
    }

private:
    std::optional<tests::FreshPostgresDatabase> _fresh;
    std::unique_ptr<data::KernelDatabase> _database;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostgresPipelineTest);

} // namespace
