#include "audit_fixture.h"

#include <kernel/audit/audit_row.h>

#include <fstream>

namespace tenon::audit {

/// Everything that somebody with write access to the database can do to the trail.
template <Backend backend>
class TamperingTest : public AuditFixture {
    CPPUNIT_TEST_SUITE(TamperingTest);
    CPPUNIT_TEST(anUntouchedTrailIsIntact);
    CPPUNIT_TEST(anEditedRowIsNamed);
    CPPUNIT_TEST(everyColumnIsUnderTheHash);
    CPPUNIT_TEST(aDeletedRowIsNamed);
    CPPUNIT_TEST(anInsertedRowIsNamed);
    CPPUNIT_TEST(swappedRowsAreNamed);
    CPPUNIT_TEST(aChainThatWasComputedAnewBreaksAtItsCheckpoint);
    CPPUNIT_TEST(aTruncationIsSeenInTheHead);
    CPPUNIT_TEST(aTruncationWithItsHeadIsSeenInTheCheckpoint);
    CPPUNIT_TEST(aClockThatWasSetBackIsNamed);
    CPPUNIT_TEST(anEditAfterTheClockWasSetBackIsNamed);
    CPPUNIT_TEST(aForgedCheckpointIsNamed);
    CPPUNIT_TEST_SUITE_END();

public:
    TamperingTest() : AuditFixture(backend) {}

private:
    void anUntouchedTrailIsIntact() {
        writeSealed(5);
        sign();
        writeSealed(3);
        const Verification result = verified();
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(result));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, result.rows);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, result.checkpoints);
    }

    void anEditedRowIsNamed() {
        writeSealed(5);
        db().execute("UPDATE tenon_audit SET after = '{\"pieces\": 99}' WHERE position = 3");
        CPPUNIT_ASSERT_EQUAL(std::string("edited 3"), faultOf(verified()));
    }

    void everyColumnIsUnderTheHash() {
        writeSealed(2);
        for (const char* change :
             {"at = '2020-01-01T00:00:00Z'",
              "actor_id = 8",
              "actor = 'x'",
              "address = 'x'",
              "request_id = 'x'",
              "action = 'x'",
              "model = 'x'",
              "record_id = 'x'",
              "before = '1'",
              "after = NULL",
              "reason = 'x'"}) {
            std::string found;
            try {
                db().transaction([&] {
                    db().execute(std::string("UPDATE tenon_audit SET ") + change + " WHERE position = 2");
                    found = faultOf(verified());
                    throw std::runtime_error("undo");
                });
            } catch (const std::runtime_error&) {
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(change, std::string("edited 2"), found);
        }
    }

    void aDeletedRowIsNamed() {
        writeSealed(5);
        db().execute("DELETE FROM tenon_audit WHERE position = 2");
        CPPUNIT_ASSERT_EQUAL(std::string("missing 2"), faultOf(verified()));
    }

    void anInsertedRowIsNamed() {
        writeSealed(4);
        db().execute("UPDATE tenon_audit SET position = position + 100 WHERE position > 2");
        db().execute("UPDATE tenon_audit SET position = position - 99 WHERE position > 100");
        write("shop.item.forged");
        db().execute(
            "UPDATE tenon_audit SET position = 3, prev_hash = (SELECT hash FROM tenon_audit WHERE position = 2), "
            "hash = 'abc' WHERE position IS NULL"
        );
        CPPUNIT_ASSERT_EQUAL(std::string("edited 3"), faultOf(verified()));
    }

    void swappedRowsAreNamed() {
        writeSealed(4);
        db().execute("UPDATE tenon_audit SET position = 100 WHERE position = 2");
        db().execute("UPDATE tenon_audit SET position = 2 WHERE position = 3");
        db().execute("UPDATE tenon_audit SET position = 3 WHERE position = 100");
        CPPUNIT_ASSERT_EQUAL(std::string("edited 2"), faultOf(verified()));
    }

    void aChainThatWasComputedAnewBreaksAtItsCheckpoint() {
        writeSealed(4);
        sign();
        db().execute("UPDATE tenon_audit SET actor = 'somebody else', position = NULL WHERE position = 2");
        db().execute("UPDATE tenon_audit SET position = NULL WHERE position > 1");
        db().execute(
            "UPDATE tenon_audit_head SET position = 1, hash = (SELECT hash FROM tenon_audit WHERE position = 1)"
        );
        Chain(db()).seal(1000);
        CPPUNIT_ASSERT_EQUAL(std::string("rewritten 4"), faultOf(verified()));
    }

    void aTruncationIsSeenInTheHead() {
        writeSealed(4);
        db().execute("DELETE FROM tenon_audit WHERE position > 2");
        CPPUNIT_ASSERT_EQUAL(std::string("truncated 3"), faultOf(verified()));
    }

    void aTruncationWithItsHeadIsSeenInTheCheckpoint() {
        writeSealed(4);
        sign();
        db().execute("DELETE FROM tenon_audit WHERE position > 2");
        db().execute(
            "UPDATE tenon_audit_head SET position = 2, hash = (SELECT hash FROM tenon_audit WHERE position = 2)"
        );
        CPPUNIT_ASSERT_EQUAL(std::string("truncated 3"), faultOf(verified()));
    }

    void aClockThatWasSetBackIsNamed() {
        writeSealed(2);
        now = now - std::chrono::minutes(4);
        writeSealed(1);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, verified().clockSteps);
        now = now - std::chrono::hours(2);
        writeSealed(3);
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(verified()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, verified().clockSteps);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, verified().firstStep);
    }

    void anEditAfterTheClockWasSetBackIsNamed() {
        writeSealed(2);
        now = now - std::chrono::hours(2);
        writeSealed(2);
        db().execute("UPDATE tenon_audit SET actor = 'nobody' WHERE position = 4");
        CPPUNIT_ASSERT_EQUAL(std::string("edited 4"), faultOf(verified()));
    }

    void aForgedCheckpointIsNamed() {
        writeSealed(2);
        sign();
        CheckpointLog foreign(checkpointFile(), crypto::SigningKey::generate());
        foreign.append({2, Chain(db()).head().hash, now.text()});
        CPPUNIT_ASSERT_EQUAL(std::string("checkpoint 2"), faultOf(verified()));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TamperingTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(TamperingTest<Backend::PostgreSql>);

} // namespace tenon::audit
