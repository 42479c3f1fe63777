/// Failures: what a client may know, what the log knows, and that nothing is left behind.

#include "support.h"

#include <algorithm>

namespace things::test {

template <On on>
class FailureTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(FailureTest);
    CPPUNIT_TEST(whateverAHandlerThrowsIsAnsweredWithTheRequestIdOnly);
    CPPUNIT_TEST(theCauseIsInTheLogUnderTheRequestId);
    CPPUNIT_TEST(anErrorOfAHandlerIsAnsweredAsItIs);
    CPPUNIT_TEST(aFailureOfTheServerIsLogged);
    CPPUNIT_TEST(aFailedRequestLeavesNothingBehind);
    CPPUNIT_TEST(aSwallowedFaultOfTheDatabaseIsNotCommitted);
    CPPUNIT_TEST_SUITE_END();

public:
    FailureTest() : KernelFixture(on) {}

    void whateverAHandlerThrowsIsAnsweredWithTheRequestIdOnly() {
        for (const char* way : {"number", "text", "exception", "own"}) {
            const Answer answer =
                call(clerk, "POST", "/failures/" + std::string(way), {}, {{"x-request-id", "request-7"}});
            assertStatus(500, answer);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("secret") == std::string::npos);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("request-7") != std::string::npos);
            CPPUNIT_ASSERT_EQUAL(std::string("INTERNAL"), std::string(answer.json.at("code").as_string()));
        }
    }

    void theCauseIsInTheLogUnderTheRequestId() {
        call(clerk, "POST", "/failures/exception", {}, {{"x-request-id", "request-8"}});
        CPPUNIT_ASSERT(waitsFor([&] {
            return logHolds({"request.failed", "request-8", "a secret of the handler", "runtime_error"});
        }));
        call(clerk, "POST", "/failures/own", {}, {{"x-request-id", "request-9"}});
        CPPUNIT_ASSERT(waitsFor([&] { return logHolds({"request.failed", "request-9", "things::Mishap"}); }));
        CPPUNIT_ASSERT(waitsFor([&] { return logHolds({"\"event\":\"request\"", "request-9", "\"status\":500"}); }));
    }

    void anErrorOfAHandlerIsAnsweredAsItIs() {
        const Answer teapot = call(clerk, "POST", "/failures/error", {}, {{"x-api-dialect", "gaara"}});
        assertStatus(418, teapot);
        assertJson(
            R"({"status": "error", "error": {"code": "TEAPOT", "message": "This is a teapot.", "details": {"spout": "short"}}})",
            teapot.json
        );
        const Answer away = call(clerk, "POST", "/failures/unavailable");
        assertStatus(503, away);
        CPPUNIT_ASSERT(away.headers.contains("retry-after"));
    }

    void aFailureOfTheServerIsLogged() {
        assertStatus(502, call(clerk, "POST", "/failures/fault", {}, {{"x-request-id", "request-502"}}));
        CPPUNIT_ASSERT(waitsFor([&] { return logHolds({"request.failed", "request-502", "KETTLE"}); }));
    }

    void aFailedRequestLeavesNothingBehind() {
        call(clerk, "GET", "/things/"); // Makes the account, which is audited and an event.
        const std::size_t audited = kernel().auditedActions().size();
        const std::int64_t published = count("tenon_event");
        for (const char* way : {"number", "text", "exception", "own", "error", "unavailable", "missing"}) {
            CPPUNIT_ASSERT(call(clerk, "POST", "/failures/" + std::string(way)).status >= 400);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), notes("failed"));
        CPPUNIT_ASSERT_EQUAL(audited, kernel().auditedActions().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), count("tenon_job"));
        CPPUNIT_ASSERT_EQUAL(published, count("tenon_event"));
        // What comes later must find a database that works.
        added(clerk, "/things/", R"({"name": "one"})");
        CPPUNIT_ASSERT(waitsFor([&] { return notes("things.added") == 1; }));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), notes("things.failed"));
    }

    void aSwallowedFaultOfTheDatabaseIsNotCommitted() {
        const Answer answer = call(clerk, "POST", "/spoilt");
        assertStatus(500, answer);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), notes("spoilt"));
        CPPUNIT_ASSERT_MESSAGE("a field of the answer that was meant", !answer.headers.contains("x-spoilt"));
    }

private:
    bool logHolds(std::initializer_list<std::string_view> words) {
        const std::string log = kernel().logged();
        for (std::size_t begin = 0; begin < log.size();) {
            const auto end = std::min(log.find('\n', begin), log.size());
            const std::string_view line = std::string_view(log).substr(begin, end - begin);
            const bool holdsAll = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
                return line.find(word) != std::string_view::npos;
            });
            if (holdsAll) {
                return true;
            }
            begin = end + 1;
        }
        return false;
    }

    std::int64_t count(const std::string& table) {
        return kernel().database().value<std::int64_t>("SELECT COUNT(*) FROM " + table).value_or(-1);
    }
};

static const OnBothDatabases<FailureTest> registered;

} // namespace things::test
