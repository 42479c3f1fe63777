/// Attempts: parts of a transaction that are undone alone.

#include <tests/support/database_fixture.h>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

struct Refused {};

template <Backend backend>
class AttemptTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(AttemptTest);
    CPPUNIT_TEST(whatFailsIsUndoneAndTheRestStays);
    CPPUNIT_TEST(aViolatedConstraintSpoilsNothingElse);
    CPPUNIT_TEST(anAttemptInsideAnotherIsUndoneWithIt);
    CPPUNIT_TEST(aFailedAttemptThatNobodyCatchesUndoesAll);
    CPPUNIT_TEST(aSwallowedErrorInsideAnAttemptRefusesIt);
    CPPUNIT_TEST(actionsOfAFailedAttemptNeverRun);
    CPPUNIT_TEST(aSerializationFailureSpoilsTheTransaction);
    CPPUNIT_TEST(anAttemptOutsideOfATransactionIsOne);
    CPPUNIT_TEST(aThousandAttemptsFitOneTransaction);
    CPPUNIT_TEST_SUITE_END();

public:
    AttemptTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        db().execute("CREATE TABLE entry (id BIGINT PRIMARY KEY)");
    }

    void add(int id) { db().execute("INSERT INTO entry (id) VALUES (:id)", {{"id", id}}); }

    std::string ids() {
        std::string ids;
        db().each("SELECT id FROM entry ORDER BY id LIMIT 100", {}, [&](const Row& row) {
            ids += std::to_string(row.integer(0)) + " ";
        });
        return ids;
    }

    void addAndRefuse(int id) {
        db().attempt([&] {
            add(id);
            throw Refused();
        });
    }

    void whatFailsIsUndoneAndTheRestStays() {
        db().transaction([&] {
            add(1);
            CPPUNIT_ASSERT_THROW(addAndRefuse(2), Refused);
            db().attempt([&] { add(3); });
            CPPUNIT_ASSERT_EQUAL(std::string("1 3 "), ids());
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 3 "), ids());
    }

    void aViolatedConstraintSpoilsNothingElse() {
        db().transaction([&] {
            add(1);
            CPPUNIT_ASSERT_THROW(
                db().attempt([&] {
                    add(2);
                    db().transaction([&] { add(1); });
                }),
                DatabaseError
            );
            add(3);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 3 "), ids());
    }

    void anAttemptInsideAnotherIsUndoneWithIt() {
        db().transaction([&] {
            CPPUNIT_ASSERT_THROW(
                db().attempt([&] {
                    db().attempt([&] { add(1); });
                    CPPUNIT_ASSERT_THROW(addAndRefuse(2), Refused);
                    throw Refused();
                }),
                Refused
            );
            add(3);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("3 "), ids());
    }

    void aFailedAttemptThatNobodyCatchesUndoesAll() {
        CPPUNIT_ASSERT_THROW(
            db().transaction([&] {
                add(1);
                addAndRefuse(2);
            }),
            Refused
        );
        CPPUNIT_ASSERT_EQUAL(std::string(), ids());
    }

    void aSwallowedErrorInsideAnAttemptRefusesIt() {
        db().transaction([&] {
            add(1);
            CPPUNIT_ASSERT_THROW(
                db().attempt([&] {
                    add(2);
                    CPPUNIT_ASSERT_THROW(add(1), DatabaseError);
                }),
                DatabaseError
            );
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 "), ids());
    }

    void actionsOfAFailedAttemptNeverRun() {
        std::vector<int> order;
        db().transaction([&] {
            db().afterCommit([&] { order.push_back(1); });
            CPPUNIT_ASSERT_THROW(
                db().attempt([&] {
                    db().afterCommit([&] { order.push_back(2); });
                    throw Refused();
                }),
                Refused
            );
            db().attempt([&] { db().afterCommit([&] { order.push_back(3); }); });
        });
        CPPUNIT_ASSERT(order == (std::vector{1, 3}));
    }

    void aSerializationFailureSpoilsTheTransaction() {
        int runs = 0;
        const auto run = [&] {
            db().transaction([&] {
                ++runs;
                try {
                    db().attempt([] { throw DatabaseError(Kind::Serialization, "", "lost a race"); });
                } catch (const DatabaseError&) {
                    // Swallowed: the transaction must be refused all the same.
                }
            });
        };
        CPPUNIT_ASSERT_THROW(run(), DatabaseError);
        CPPUNIT_ASSERT_EQUAL(1, runs);
    }

    void anAttemptOutsideOfATransactionIsOne() {
        CPPUNIT_ASSERT_THROW(addAndRefuse(1), Refused);
        db().attempt([&] {
            CPPUNIT_ASSERT(db().isInTransaction());
            add(2);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("2 "), ids());
    }

    void aThousandAttemptsFitOneTransaction() {
        db().transaction([&] {
            for (int id = 0; id < 1000; ++id) {
                try {
                    db().attempt([&] {
                        add(id);
                        if (id % 10 != 0) {
                            throw Refused();
                        }
                    });
                } catch (const Refused&) {
                    // Nine of ten.
                }
            }
        });
        CPPUNIT_ASSERT_EQUAL(100, db().value<int>("SELECT COUNT(*) FROM entry").value());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(AttemptTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(AttemptTest<Backend::PostgreSql>);

} // namespace
