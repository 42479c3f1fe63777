#include <kernel/http/limits/memory_counters.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>

namespace {

using namespace std::chrono_literals;

std::int64_t second = 0;

std::int64_t clock() { return second; }

class MemoryCountersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MemoryCountersTest);
    CPPUNIT_TEST(eachCallerIsCountedApart);
    CPPUNIT_TEST(theWindowSlides);
    CPPUNIT_TEST(aRefusedRequestIsNotCounted);
    CPPUNIT_TEST(everyWindowCountsTheRequest);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { second = 9'000'000; }

    void eachCallerIsCountedApart() {
        CPPUNIT_ASSERT(isAllowed("a", 2) && isAllowed("a", 2));
        CPPUNIT_ASSERT(!isAllowed("a", 2));
        CPPUNIT_ASSERT(isAllowed("b", 2));
    }

    void theWindowSlides() {
        for (int i = 0; i < 4; ++i) {
            CPPUNIT_ASSERT(isAllowed("a", 4));
        }
        second += 60; // All four are still counted at the start of the next window,
        CPPUNIT_ASSERT(!isAllowed("a", 4));
        second += 30; // half of them in its middle,
        CPPUNIT_ASSERT(isAllowed("a", 4) && isAllowed("a", 4));
        CPPUNIT_ASSERT(!isAllowed("a", 4));
        second += 120; // and none a window later.
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), used("a", 4, 0));
    }

    void aRefusedRequestIsNotCounted() {
        CPPUNIT_ASSERT(isAllowed("a", 1));
        for (int i = 0; i < 10; ++i) {
            CPPUNIT_ASSERT(!isAllowed("a", 1));
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), used("a", 1, 0));
    }

    void everyWindowCountsTheRequest() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), used("a", 9, 0));
        second += 60;
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), used("a", 9, 1));
        second += 60;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(
            "a minute forgets, a quarter of an hour does not", std::int64_t(2), used("a", 9, 1)
        );
    }

private:
    static constexpr std::array windows{std::chrono::seconds(1min), std::chrono::seconds(15min)};

    std::int64_t used(std::string_view caller, std::int64_t most, std::size_t decisive) {
        const auto usage = _counters.count(caller, {.windows = windows, .decisive = decisive, .most = most});
        return usage.requests(windows[decisive].count());
    }

    bool isAllowed(std::string_view caller, std::int64_t most) { return used(caller, most, 0) < most; }

    tenon::http::MemoryCounters _counters{clock};
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(MemoryCountersTest);
