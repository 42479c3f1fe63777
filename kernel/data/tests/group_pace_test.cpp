#include <kernel/data/sqlite/group_pace.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace std::chrono_literals;
using tenon::data::sqlite::GroupPace;

class GroupPaceTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(GroupPaceTest);
    CPPUNIT_TEST(aLoneCallerNeverWaits);
    CPPUNIT_TEST(aGroupExpectsAsManyAsTheLastOneHad);
    CPPUNIT_TEST(aGroupWaitsNoLongerThanAFlushTook);
    CPPUNIT_TEST(aSlowFlushDoesNotMakeTheNextGroupWaitLong);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLoneCallerNeverWaits() {
        CPPUNIT_ASSERT(!_pace.expectsMore(1));
        _pace.flushed(1, GroupPace::Clock::now() - 4ms);
        CPPUNIT_ASSERT(!_pace.expectsMore(1));
    }

    void aGroupExpectsAsManyAsTheLastOneHad() {
        _pace.flushed(3, GroupPace::Clock::now() - 4ms);
        CPPUNIT_ASSERT(_pace.expectsMore(2));
        CPPUNIT_ASSERT(!_pace.expectsMore(3));
    }

    void aGroupWaitsNoLongerThanAFlushTook() {
        _pace.flushed(3, GroupPace::Clock::now() - 2ms);
        const auto flushed = GroupPace::Clock::now();
        _pace.groupBegins();
        CPPUNIT_ASSERT(_pace.closesAt() >= flushed + 2ms);
        CPPUNIT_ASSERT(_pace.closesAt() <= GroupPace::Clock::now() + 5ms);
    }

    void aSlowFlushDoesNotMakeTheNextGroupWaitLong() {
        _pace.flushed(3, GroupPace::Clock::now() - 10s);
        _pace.groupBegins();
        CPPUNIT_ASSERT(_pace.closesAt() <= GroupPace::Clock::now() + 5ms);
    }

private:
    GroupPace _pace;
};

CPPUNIT_TEST_SUITE_REGISTRATION(GroupPaceTest);

} // namespace
