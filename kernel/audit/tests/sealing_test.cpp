#include "audit_fixture.h"

#include <kernel/audit/audit_log.h>
#include <kernel/audit/sealer.h>

#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

namespace tenon::audit {

class SilentLog : public Log {
protected:
    void write(std::string_view, std::string_view, JsonObject) override {}
};

template <Backend backend>
class SealingTest : public AuditFixture {
    CPPUNIT_TEST_SUITE(SealingTest);
    CPPUNIT_TEST(aRowOfARolledBackTransactionNeverWas);
    CPPUNIT_TEST(gapsInTheNumbersDoNotBreakTheChain);
    CPPUNIT_TEST(aRowCommittedLateIsChainedAfterThoseBeforeIt);
    CPPUNIT_TEST(sealingAgainChangesNothing);
    CPPUNIT_TEST(manySealersKeepOneChain);
    CPPUNIT_TEST(theThreadSealsWhatIsAnnounced);
    CPPUNIT_TEST(stoppingSealsAndSignsWhatIsLeft);
    CPPUNIT_TEST(aNewProcessDoesNotSignTheSamePositionAgain);
    CPPUNIT_TEST(halfALineLeftByACrashDoesNotSpoilTheNext);
    CPPUNIT_TEST_SUITE_END();

public:
    SealingTest() : AuditFixture(backend) {}

private:
    void aRowOfARolledBackTransactionNeverWas() {
        int announced = 0;
        AuditTrail trail(db(), [&] { ++announced; });
        const auto failing = [&] {
            db().transaction([&] {
                trail.record(_clerk, {.action = "shop.item.added", .model = "shop_item"});
                throw std::runtime_error("no");
            });
        };
        CPPUNIT_ASSERT_THROW(failing(), std::runtime_error);
        CPPUNIT_ASSERT_EQUAL(0, announced);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, Chain(db()).seal(10).sealed);
    }

    void gapsInTheNumbersDoNotBreakTheChain() {
        writeSealed(2);
        aRowOfARolledBackTransactionNeverWas();
        db().execute(
            "INSERT INTO tenon_audit (seq, at, actor_id, actor, address, request_id, action, model, record_id, reason) "
            "VALUES (500, :now, 1, '', '', '', 'later', '', '', '')",
            {{"now", now}}
        );
        Chain(db()).seal(10);
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(verified()));
    }

    void aRowCommittedLateIsChainedAfterThoseBeforeIt() {
        db().execute(
            "INSERT INTO tenon_audit (seq, at, actor_id, actor, address, request_id, action, model, record_id, reason) "
            "VALUES (500, :now, 1, '', '', '', 'early', '', '', '')",
            {{"now", now}}
        );
        Chain(db()).seal(10);
        db().execute(
            "INSERT INTO tenon_audit (seq, at, actor_id, actor, address, request_id, action, model, record_id, reason) "
            "VALUES (400, :now, 1, '', '', '', 'late', '', '', '')",
            {{"now", now}}
        );
        Chain(db()).seal(10);
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(verified()));
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{2}, db().value<std::int64_t>("SELECT position FROM tenon_audit WHERE seq = 400").value()
        );
    }

    void sealingAgainChangesNothing() {
        writeSealed(3);
        const ChainHead before = Chain(db()).head();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, Chain(db()).seal(10).sealed);
        CPPUNIT_ASSERT_EQUAL(before.hash, Chain(db()).head().hash);
    }

    void manySealersKeepOneChain() {
        std::vector<std::future<void>> running;
        for (int writer = 0; writer < 4; ++writer) {
            running.push_back(std::async(std::launch::async, [this] {
                for (int i = 0; i < 15; ++i) {
                    write("shop.item.changed");
                    Chain(db()).seal(3);
                }
            }));
        }
        for (auto& one : running) {
            one.get();
        }
        while (Chain(db()).seal(100).sealed > 0) {
        }
        const Verification result = verified();
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(result));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{60}, result.rows);
    }

    void theThreadSealsWhatIsAnnounced() {
        Sealer sealer(db(), checkpoints(), _log, {.sealDelay = std::chrono::milliseconds(1)});
        sealer.start();
        AuditTrail trail(db(), [&] { sealer.notify(); });
        trail.record(_clerk, {.action = "shop.item.added", .model = "shop_item"});
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (Chain(db()).head().position == 0 && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, Chain(db()).head().position);
    }

    void stoppingSealsAndSignsWhatIsLeft() {
        Sealer sealer(db(), checkpoints(), _log, {.sealDelay = std::chrono::hours(1)});
        sealer.start();
        write("shop.item.added");
        sealer.stop();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, Chain(db()).head().position);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checkpoints().read().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, verified().checkpoints);
    }

    void aNewProcessDoesNotSignTheSamePositionAgain() {
        stoppingSealsAndSignsWhatIsLeft();
        Sealer(db(), checkpoints(), _log, {}).sealAll(Sealer::Signing::Now);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checkpoints().read().size());
    }

    void halfALineLeftByACrashDoesNotSpoilTheNext() {
        writeSealed(1);
        sign();
        std::ofstream(checkpointFile(), std::ios::app) << R"({"position":1,"ha)";
        sign();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, checkpoints().read().size());
        CPPUNIT_ASSERT_EQUAL(std::string("intact"), faultOf(verified()));
    }

    SilentLog _log;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SealingTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(SealingTest<Backend::PostgreSql>);

} // namespace tenon::audit
