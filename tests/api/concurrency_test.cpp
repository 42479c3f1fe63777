/// Versions, entity tags and idempotency keys: what two clients at once, or one client twice, may do.

#include "support.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace things::test {

template <On on>
class ConcurrencyTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ConcurrencyTest);
    CPPUNIT_TEST(aChangeOfAnOlderVersionIsRefused);
    CPPUNIT_TEST(aDeletionOfAnOlderVersionIsRefused);
    CPPUNIT_TEST(whatTheClientHasAlreadyIsNotSentAgain);
    CPPUNIT_TEST(aKeyReplaysTheStoredAnswer);
    CPPUNIT_TEST(aKeyBelongsToOneRequest);
    CPPUNIT_TEST(aKeyBelongsToOneAccountMethodAndPath);
    CPPUNIT_TEST(aFailedRequestLeavesItsKeyFree);
    CPPUNIT_TEST(aKeyMustHaveAReasonableLength);
    CPPUNIT_TEST(aKeyWorksForARouteWithoutTransaction);
    CPPUNIT_TEST(anOpenRouteRemembersNoAnswers);
    CPPUNIT_TEST(manyAtOnceWithOneKeyHaveOneEffect);
    CPPUNIT_TEST(manyAtOnceWithDifferentKeysAllHaveTheirEffect);
    CPPUNIT_TEST(whatReadsFirstAndWritesThenLosesNoUpdate);
    CPPUNIT_TEST(oneOfManyWritersOfAVersionWins);
    CPPUNIT_TEST_SUITE_END();

public:
    ConcurrencyTest() : KernelFixture(on) {}

    void aChangeOfAnOlderVersionIsRefused() {
        added(clerk, "/things/", R"({"name": "one"})");
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 1})", {{"if-match", "\"1\""}}));
        const Answer late = call(clerk, "PATCH", "/things/1", R"({"amount": 2})", {{"if-match", "\"1\""}});
        assertStatus(412, late);
        CPPUNIT_ASSERT_EQUAL(std::string("VERSION_CONFLICT"), std::string(late.json.at("code").as_string()));
        expect({{clerk, "GET", "/things/1", "", 200, "\"amount\":1"}});
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 3})", {{"if-match", R"("7", "2")"}}));
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 4})", {{"if-match", "*"}}));
    }

    void aDeletionOfAnOlderVersionIsRefused() {
        added(clerk, "/things/", R"({"name": "one"})");
        assertStatus(412, call(clerk, "DELETE", "/things/1", {}, {{"if-match", "\"2\""}}));
        assertStatus(200, call(clerk, "DELETE", "/things/1", {}, {{"if-match", "\"1\""}}));
    }

    void whatTheClientHasAlreadyIsNotSentAgain() {
        added(clerk, "/things/", R"({"name": "one"})");
        const std::string etag = call(clerk, "GET", "/things/1").headers.at("etag");
        const Answer same = call(clerk, "GET", "/things/1", {}, {{"if-none-match", etag}});
        assertStatus(304, same);
        CPPUNIT_ASSERT_EQUAL(std::string(), same.text);
        CPPUNIT_ASSERT_EQUAL(etag, same.headers.at("etag"));
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 1})"));
        assertStatus(200, call(clerk, "GET", "/things/1", {}, {{"if-none-match", etag}}));
    }

    void aKeyReplaysTheStoredAnswer() {
        const Answer first = once(clerk, "k-1", R"({"name": "one"})");
        assertStatus(201, first);
        CPPUNIT_ASSERT(!first.headers.contains("idempotency-replayed"));
        const Answer again = once(clerk, "k-1", R"({"name": "one"})");
        assertStatus(201, again);
        CPPUNIT_ASSERT_EQUAL(std::string("true"), again.headers.at("idempotency-replayed"));
        CPPUNIT_ASSERT_EQUAL(first.text, again.text);
        CPPUNIT_ASSERT_EQUAL(first.headers.at("etag"), again.headers.at("etag"));
        CPPUNIT_ASSERT_EQUAL(first.headers.at("content-type"), again.headers.at("content-type"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), count("things_thing"));
    }

    void aKeyBelongsToOneRequest() {
        assertStatus(201, once(clerk, "k-1", R"({"name": "one"})"));
        const Answer reused = once(clerk, "k-1", R"({"name": "two"})");
        assertStatus(422, reused);
        CPPUNIT_ASSERT_EQUAL(std::string("IDEMPOTENCY_KEY_REUSED"), std::string(reused.json.at("code").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), count("things_thing"));
    }

    void aKeyBelongsToOneAccountMethodAndPath() {
        assertStatus(201, once(clerk, "k-1", R"({"name": "one"})"));
        assertStatus(201, once(other, "k-1", R"({"name": "two"})"));
        assertStatus(201, call(clerk, "POST", "/boxes", R"({"name": "one"})", {{"idempotency-key", "k-1"}}));
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 1})", {{"idempotency-key", "k-1"}}));
        assertStatus(
            200, call(clerk, "PUT", "/things/1", R"({"name": "one", "amount": 2})", {{"idempotency-key", "k-1"}})
        );
        assertStatus(200, call(clerk, "DELETE", "/things/1", {}, {{"idempotency-key", "k-1"}}));
        const Answer again = call(clerk, "DELETE", "/things/1", {}, {{"idempotency-key", "k-1"}});
        assertStatus(200, again);
        CPPUNIT_ASSERT_EQUAL(std::string("true"), again.headers.at("idempotency-replayed"));
    }

    void aFailedRequestLeavesItsKeyFree() {
        assertStatus(400, once(clerk, "k-1", R"({"name": "forbidden"})"));
        assertStatus(400, once(clerk, "k-1", "{}"));
        assertStatus(201, once(clerk, "k-1", R"({"name": "one"})"));
        assertStatus(409, once(clerk, "k-2", R"({"name": "one"})"));
        assertStatus(201, once(clerk, "k-2", R"({"name": "two"})"));
        assertStatus(500, call(clerk, "POST", "/failures/number", {}, {{"idempotency-key", "k-3"}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), count("tenon_idempotency"));
    }

    void aKeyMustHaveAReasonableLength() {
        assertStatus(400, once(clerk, "", R"({"name": "one"})"));
        assertStatus(400, once(clerk, std::string(129, 'k'), R"({"name": "one"})"));
        assertStatus(201, once(clerk, std::string(128, 'k'), R"({"name": "one"})"));
    }

    void aKeyWorksForARouteWithoutTransaction() {
        const auto note = [&](std::string_view body) {
            return call(clerk, "POST", "/notes", body, {{"idempotency-key", "k-1"}});
        };
        assertStatus(201, note(R"({"text": "hello"})"));
        const Answer again = note(R"({"text": "hello"})");
        assertStatus(201, again);
        CPPUNIT_ASSERT_EQUAL(std::string("true"), again.headers.at("idempotency-replayed"));
        CPPUNIT_ASSERT_EQUAL(std::string("1"), again.headers.at("x-notes"));
        assertStatus(422, note(R"({"text": "bye"})"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), notes("hello"));
    }

    void anOpenRouteRemembersNoAnswers() {
        const auto echo = [&] {
            return call(nobody, "POST", "/echo", R"({"name": "x"})", {{"idempotency-key", "k-1"}});
        };
        assertStatus(200, echo());
        CPPUNIT_ASSERT(!echo().headers.contains("idempotency-replayed"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), count("tenon_idempotency"));
    }

    void manyAtOnceWithOneKeyHaveOneEffect() {
        const auto answers = atOnce(50, [&](int) { return once(clerk, "k-1", R"({"name": "one"})"); });
        for (const Answer& answer : answers) {
            assertStatus(201, answer);
            CPPUNIT_ASSERT_EQUAL(answers.front().text, answer.text);
        }
        const auto replayed = std::count_if(answers.begin(), answers.end(), [](const Answer& answer) {
            return answer.headers.contains("idempotency-replayed");
        });
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t(49), replayed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), count("things_thing"));
        const auto actions = kernel().auditedActions();
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t(1), std::count(actions.begin(), actions.end(), "things.things.created"));
    }

    void manyAtOnceWithDifferentKeysAllHaveTheirEffect() {
        const auto answers = atOnce(30, [&](int i) {
            const std::string number = std::to_string(i);
            return once(clerk, "k-" + number, R"({"name": "thing )" + number + "\"}");
        });
        for (const Answer& answer : answers) {
            assertStatus(201, answer);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(30), count("things_thing"));
    }

    /// A database that finds no serial order tells so, and the kernel runs the handler again; where it gives up it says
    /// 503.
    void whatReadsFirstAndWritesThenLosesNoUpdate() {
        const auto answers = atOnce(16, [&](int) { return call(clerk, "POST", "/counter"); });
        const auto done =
            std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.status == 200; });
        const auto busy =
            std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.status == 503; });
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t(16), done + busy);
        CPPUNIT_ASSERT(done >= 4);
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t(done), kernel().database().value<std::int64_t>("SELECT value FROM things_counter").value()
        );
    }

    void oneOfManyWritersOfAVersionWins() {
        added(clerk, "/things/", R"({"name": "one"})");
        const auto answers = atOnce(12, [&](int i) {
            return call(
                clerk, "PATCH", "/things/1", R"({"amount": )" + std::to_string(100 + i) + "}", {{"if-match", "\"1\""}}
            );
        });
        const auto won = std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.status == 200; });
        const auto lost =
            std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.status == 412; });
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t(1), won);
        CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t(11), lost);
    }

private:
    Answer once(const User& who, const std::string& key, std::string_view body) {
        return call(who, "POST", "/things/", body, {{"idempotency-key", key}});
    }

    template <typename Action>
    std::vector<Answer> atOnce(int count, const Action& action) {
        call(clerk, "GET", "/things/"); // The account and its token are made here, not by fifty threads.
        std::vector<Answer> answers(static_cast<std::size_t>(count));
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i) {
            threads.emplace_back([&, i] { answers[static_cast<std::size_t>(i)] = action(i); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        return answers;
    }

    std::int64_t count(const std::string& table) {
        return kernel().database().value<std::int64_t>("SELECT COUNT(*) FROM " + table).value_or(-1);
    }
};

static const OnBothDatabases<ConcurrencyTest> registered;

} // namespace things::test
