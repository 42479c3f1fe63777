#include <kernel/http/limits/memory_counters.h>
#include <kernel/http/limits/rate_limits.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

using namespace std::chrono_literals;
using namespace tenon::http;

std::int64_t second = 0;

std::int64_t clock() { return second; }

class RateLimitsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RateLimitsTest);
    CPPUNIT_TEST(theDocumentedLimitsHold);
    CPPUNIT_TEST(anotherDialectGivesNoNewAttempts);
    CPPUNIT_TEST(anotherNameFromTheSameAddressIsAnotherCaller);
    CPPUNIT_TEST(theSameNameInAnotherSpellingIsTheSameCaller);
    CPPUNIT_TEST(aClassWithoutLimitCountsAsGeneral);
    CPPUNIT_TEST(aLaterRuleReplacesAnEarlierOne);
    CPPUNIT_TEST(nothingIsLimitedWithoutRules);
    CPPUNIT_TEST(theAnswerTellsWhatIsLeft);
    CPPUNIT_TEST(waitingAsLongAsToldIsEnough);
    CPPUNIT_TEST(aWindowOfLessThanASecondIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { second = 9'000'000; }

    void theDocumentedLimitsHold() {
        const RateLimits limits(documentedLimits(), _counters);
        for (int i = 0; i < 5; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", named("ann")));
        }
        CPPUNIT_ASSERT(waitOf(limits, "gaara", "auth", named("ann")) > 0);
        second += 601;
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", named("ann")));
        for (int i = 0; i < 100; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "rag_search"));
        }
        CPPUNIT_ASSERT(waitOf(limits, "gaara", "rag_search") > 0);
        for (int i = 0; i < 3; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "ktl", "password_reset"));
        }
        CPPUNIT_ASSERT(waitOf(limits, "ktl", "password_reset") > 0);
    }

    void anotherDialectGivesNoNewAttempts() {
        const RateLimits limits(documentedLimits(), _counters);
        for (int i = 0; i < 5; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, i % 2 == 0 ? "gaara" : "ktl", "auth", named("ann")));
        }
        CPPUNIT_ASSERT(waitOf(limits, "gaara", "auth", named("ann")) > 0);
        CPPUNIT_ASSERT(waitOf(limits, "ktl", "auth", named("ann")) > 0);
        second += 600; // Gaara's five minutes are over, KTL's quarter of an hour is not.
        CPPUNIT_ASSERT(waitOf(limits, "ktl", "auth", named("ann")) > 0);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", named("ann")));
    }

    void anotherNameFromTheSameAddressIsAnotherCaller() {
        const RateLimits limits({{"gaara", "auth", 1, 5min}}, _counters);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", named("ann")));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", named("bob")));
        CPPUNIT_ASSERT(waitOf(limits, "gaara", "auth", named("ann")) > 0);
    }

    void theSameNameInAnotherSpellingIsTheSameCaller() {
        const RateLimits limits({{"gaara", "auth", 1, 5min}}, _counters);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth", R"({"username": "ann"})"));
        CPPUNIT_ASSERT(waitOf(limits, "gaara", "auth", R"({"login_id": " ANN "})") > 0);
    }

    void aClassWithoutLimitCountsAsGeneral() {
        const RateLimits limits({{"", "general", 2, 1min}, {"gaara", "admin", 1, 1min}}, _counters);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "visa", "admin"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "visa", "general"));
        CPPUNIT_ASSERT(waitOf(limits, "visa", "admin") > 0);
        CPPUNIT_ASSERT_EQUAL_MESSAGE("a class of its own", std::int64_t(0), waitOf(limits, "gaara", "admin"));
    }

    void aLaterRuleReplacesAnEarlierOne() {
        const RateLimits limits(
            {{"", "auth", 1, 1min}, {"visa", "auth", 0, 1min}, {"ktl", "auth", 2, 1min}}, _counters
        );
        for (int i = 0; i < 9; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "visa", "auth"));
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "ktl", "auth"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "ktl", "auth"));
        CPPUNIT_ASSERT(waitOf(limits, "ktl", "auth") > 0);
    }

    void nothingIsLimitedWithoutRules() {
        const RateLimits limits({}, _counters);
        for (int i = 0; i < 100; ++i) {
            CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "gaara", "auth"));
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), _told);
    }

    void theAnswerTellsWhatIsLeft() {
        const RateLimits limits({{"", "general", 2, 1min}}, _counters);
        second += 10;
        static_cast<void>(waitOf(limits, "visa", "general"));
        CPPUNIT_ASSERT_EQUAL(std::string("limit=2, remaining=1, reset=50"), _told);
        static_cast<void>(waitOf(limits, "visa", "general"));
        static_cast<void>(waitOf(limits, "visa", "general"));
        CPPUNIT_ASSERT_EQUAL(std::string("limit=2, remaining=0, reset=50"), _told);
    }

    void waitingAsLongAsToldIsEnough() {
        const RateLimits limits({{"", "general", 7, 1min}}, _counters);
        for (int step = 0; step < 200; ++step) {
            const std::int64_t wait = waitOf(limits, "visa", "general");
            if (wait > 0) {
                CPPUNIT_ASSERT_MESSAGE("told to wait longer than two windows", wait <= 121);
                second += wait;
                CPPUNIT_ASSERT_EQUAL(std::int64_t(0), waitOf(limits, "visa", "general"));
            }
            second += step % 5;
        }
    }

    void aWindowOfLessThanASecondIsRefused() {
        CPPUNIT_ASSERT_THROW(RateLimits({{"", "auth", 1, 0s}}, _counters), std::invalid_argument);
    }

private:
    static std::string named(const std::string& name) { return R"({"username": ")" + name + "\"}"; }

    /// Seconds that the request is told to wait; 0 when it may go on.
    std::int64_t waitOf(
        const RateLimits& limits, std::string_view dialect, std::string_view rateClass, const std::string& body = {}
    ) {
        RouteEntry route("test", "POST", "/x", [](const tenon::Request&) { return tenon::ok(nullptr); });
        route.rateClass(rateClass);
        Message message;
        message.method = "POST";
        message.peer = "192.0.2.7";
        message.body = body;
        Answer answer;
        Passage passage(message, answer);
        passage.match.route = &route;
        try {
            limits.count(passage, *dialectNamed(dialect));
            _told = passage.rateLimit;
            return 0;
        } catch (const tenon::Error& error) {
            CPPUNIT_ASSERT_EQUAL(429, error.status());
            _told = passage.rateLimit;
            return error.details().at("retry_after").as_int64();
        }
    }

    MemoryCounters _counters{clock};
    std::string _told;
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(RateLimitsTest);
