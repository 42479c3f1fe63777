#include <kernel/http/rate_limit.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

std::int64_t second = 0;

tenon::Timestamp clock() { return tenon::Timestamp(tenon::Timestamp::Point(std::chrono::seconds(second))); }

class RateLimitTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RateLimitTest);
    CPPUNIT_TEST(theLimitHoldsForEachCallerApart);
    CPPUNIT_TEST(theWindowSlides);
    CPPUNIT_TEST(aLimitOfNothingIsOff);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        second = 6'000'000;
        tenon::Clock::set(clock);
    }

    void tearDown() override { tenon::Clock::set(nullptr); }

    void theLimitHoldsForEachCallerApart() {
        tenon::http::RateLimit limit(2, std::chrono::seconds(60));
        CPPUNIT_ASSERT(limit.count("a").isAllowed);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), limit.count("a").remaining);
        CPPUNIT_ASSERT(!limit.count("a").isAllowed);
        CPPUNIT_ASSERT(limit.count("b").isAllowed);
    }

    void theWindowSlides() {
        tenon::http::RateLimit limit(4, std::chrono::seconds(60));
        for (int i = 0; i < 4; ++i) {
            CPPUNIT_ASSERT(limit.count("a").isAllowed);
        }
        second += 60; // All four are still counted at the start of the next window,
        CPPUNIT_ASSERT(!limit.count("a").isAllowed);
        second += 30; // half of them in its middle,
        CPPUNIT_ASSERT(limit.count("a").isAllowed);
        CPPUNIT_ASSERT(limit.count("a").isAllowed);
        CPPUNIT_ASSERT(!limit.count("a").isAllowed);
        second += 120; // and none a window later.
        CPPUNIT_ASSERT_EQUAL(std::int64_t(3), limit.count("a").remaining);
    }

    void aLimitOfNothingIsOff() { CPPUNIT_ASSERT(!tenon::http::RateLimit(0, std::chrono::seconds(60)).isOn()); }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(RateLimitTest);
