#include <kernel/modules/visit.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tenon::modules {

namespace {

const Place& outer() {
    static const Place place{"outer", "route", "GET /outer"};
    return place;
}

const Place& inner() {
    static const Place place{"inner", "job", "inner.work"};
    return place;
}

class VisitTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(VisitTest);
    CPPUNIT_TEST(visitsNest);
    CPPUNIT_TEST(aThreadThatVisitsNothingIsNowhere);
    CPPUNIT_TEST(othersSeeWhereAThreadIs);
    CPPUNIT_TEST_SUITE_END();

public:
    void visitsNest() {
        const Visit first(outer(), "request-1");
        {
            const Visit second(inner(), "request-2");
            CPPUNIT_ASSERT(currentVisit().place == &inner());
            CPPUNIT_ASSERT_EQUAL(std::string_view("request-2"), currentVisit().requestId);
        }
        CPPUNIT_ASSERT(currentVisit().place == &outer());
        CPPUNIT_ASSERT_EQUAL(std::string_view("request-1"), currentVisit().requestId);
    }

    void aThreadThatVisitsNothingIsNowhere() {
        bool isNowhere = false;
        const Visit visit(outer(), {});
        std::thread([&] { isNowhere = currentVisit().place == nullptr; }).join();
        CPPUNIT_ASSERT(isNowhere);
    }

    void othersSeeWhereAThreadIs() {
        std::mutex mutex;
        std::condition_variable changed;

        enum { Coming, There, MayGo } state = Coming;

        std::thread visitor([&] {
            const Visit visit(inner(), {});
            std::unique_lock lock(mutex);
            state = There;
            changed.notify_all();
            changed.wait(lock, [&] { return state == MayGo; });
        });
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return state == There; });
        const bool wasSeen = std::ranges::count(visitedPlaces(), &inner()) == 1;
        state = MayGo;
        changed.notify_all();
        lock.unlock();
        visitor.join();
        CPPUNIT_ASSERT(wasSeen);
        CPPUNIT_ASSERT(std::ranges::count(visitedPlaces(), &inner()) == 0);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(VisitTest);

} // namespace

} // namespace tenon::modules
