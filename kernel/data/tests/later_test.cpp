/// Statements that run later than they are called.

#include <tests/support/database_fixture.h>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

struct Refused {};

template <Backend backend>
class LaterTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(LaterTest);
    CPPUNIT_TEST(statementsRunInTheirOrder);
    CPPUNIT_TEST(outsideOfATransactionItIsOneOfItsOwn);
    CPPUNIT_TEST(aFailureUndoesTheTransactionAndIsWhatItEndsWith);
    CPPUNIT_TEST(aBodyThatThrowsLeavesNothing);
    CPPUNIT_TEST(whatFailsInAnAttemptIsUndoneAlone);
    CPPUNIT_TEST(whatFailedBeforeAnAttemptIsNotUndoneWithIt);
    CPPUNIT_TEST(valuesMayGoOnceTheCallReturned);
    CPPUNIT_TEST(aVisitorMayWriteLater);
    CPPUNIT_TEST(aMissingParameterIsToldAtOnce);
    CPPUNIT_TEST(moreStatementsThanTheCacheHoldsStillWork);
    CPPUNIT_TEST_SUITE_END();

public:
    LaterTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        db().execute("CREATE TABLE entry (id BIGINT, word TEXT, CONSTRAINT entry__id__unique UNIQUE (id))");
    }

    void addLater(int id) { db().executeLater("INSERT INTO entry (id) VALUES (:id)", {{"id", id}}); }

    std::string ids() {
        std::string ids;
        db().each("SELECT id FROM entry ORDER BY id LIMIT 100", {}, [&](const Row& row) {
            ids += std::to_string(row.integer(0)) + " ";
        });
        return ids;
    }

    /// What the transaction ended with must be the violated constraint.
    void requireViolation(const std::function<void()>& body) {
        try {
            db().transaction(body);
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT_EQUAL(static_cast<int>(Kind::Unique), static_cast<int>(error.kind()));
            CPPUNIT_ASSERT_EQUAL(std::string("entry__id__unique"), error.constraint());
            return;
        }
        CPPUNIT_FAIL("nothing was thrown");
    }

    void statementsRunInTheirOrder() {
        db().transaction([&] {
            addLater(1);
            CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, db().execute("UPDATE entry SET id = 2"));
            addLater(1);
            db().executeLater("DELETE FROM entry WHERE id = 2");
            addLater(3);
            CPPUNIT_ASSERT_EQUAL(std::string("1 3 "), ids());
            addLater(4);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 3 4 "), ids());
    }

    void outsideOfATransactionItIsOneOfItsOwn() {
        addLater(1);
        CPPUNIT_ASSERT_EQUAL(std::string("1 "), ids());
        CPPUNIT_ASSERT_THROW(addLater(1), DatabaseError);
    }

    void aFailureUndoesTheTransactionAndIsWhatItEndsWith() {
        addLater(1);
        requireViolation([&] {
            addLater(2);
            addLater(1);
        });
        requireViolation([&] {
            addLater(2);
            addLater(1);
            addLater(3);
            ids();
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 "), ids());
    }

    void aBodyThatThrowsLeavesNothing() {
        const auto refuse = [&] {
            db().transaction([&] {
                addLater(1);
                throw Refused();
            });
        };
        CPPUNIT_ASSERT_THROW(refuse(), Refused);
        CPPUNIT_ASSERT_EQUAL(std::string(), ids());
    }

    void whatFailsInAnAttemptIsUndoneAlone() {
        db().transaction([&] {
            addLater(1);
            const auto violate = [&] {
                db().attempt([&] {
                    addLater(2);
                    addLater(1);
                });
            };
            CPPUNIT_ASSERT_THROW(violate(), DatabaseError);
            const auto refuse = [&] {
                db().attempt([&] {
                    addLater(3);
                    throw Refused();
                });
            };
            CPPUNIT_ASSERT_THROW(refuse(), Refused);
            db().attempt([&] { addLater(4); });
            addLater(5);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 4 5 "), ids());
    }

    void whatFailedBeforeAnAttemptIsNotUndoneWithIt() {
        addLater(1);
        requireViolation([&] {
            addLater(1);
            try {
                db().attempt([&] { addLater(2); });
            } catch (const DatabaseError&) {
                // Swallowed: it was not the attempt that failed.
            }
            addLater(3);
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 "), ids());
    }

    void valuesMayGoOnceTheCallReturned() {
        constexpr int count = 600; // more than is kept, and 600 KB
        db().transaction([&] {
            for (int id = 0; id < count; ++id) {
                const std::string word(1000, static_cast<char>('a' + id % 26));
                db().executeLater("INSERT INTO entry (id, word) VALUES (:id, :word)", {{"id", id}, {"word", word}});
            }
        });
        int right = 0;
        db().each("SELECT id, word FROM entry ORDER BY id LIMIT 1000", {}, [&](const Row& row) {
            right += row.text(1) == std::string(1000, static_cast<char>('a' + row.integer(0) % 26)) ? 1 : 0;
        });
        CPPUNIT_ASSERT_EQUAL(count, right);
    }

    void aVisitorMayWriteLater() {
        db().transaction([&] {
            for (int id = 1; id <= 3; ++id) {
                addLater(id);
            }
            db().each("SELECT id FROM entry WHERE id < 10 ORDER BY id LIMIT 10", {}, [&](const Row& row) {
                addLater(static_cast<int>(row.integer(0)) + 10);
                CPPUNIT_ASSERT_EQUAL(
                    row.integer(0) + 3, db().value<std::int64_t>("SELECT COUNT(*) FROM entry").value()
                );
            });
        });
        CPPUNIT_ASSERT_EQUAL(std::string("1 2 3 11 12 13 "), ids());
    }

    void aMissingParameterIsToldAtOnce() {
        const auto misuse = [&] {
            db().transaction([&] {
                CPPUNIT_ASSERT_THROW(db().executeLater("DELETE FROM entry WHERE id = :id"), DatabaseError);
                throw Refused();
            });
        };
        CPPUNIT_ASSERT_THROW(misuse(), Refused);
    }

    void moreStatementsThanTheCacheHoldsStillWork() {
        db().transaction([&] {
            for (int id = 0; id < 300; ++id) {
                db().executeLater("INSERT INTO entry (id) VALUES (" + std::to_string(id) + ")");
            }
        });
        CPPUNIT_ASSERT_EQUAL(300, db().value<int>("SELECT COUNT(*) FROM entry").value());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LaterTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(LaterTest<Backend::PostgreSql>);

} // namespace
