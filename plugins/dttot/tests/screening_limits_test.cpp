/// How long a request may search, and for whom.

#include "compliance/screenings.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <vector>

using namespace dttot::test;

namespace {

using dttot::compliance::ListsInForce;
using dttot::compliance::Screenings;
using dttot::compliance::ScreeningSettings;
using dttot::compliance::SentSubject;

class ScreeningLimitsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ScreeningLimitsTest);
    CPPUNIT_TEST(aRequestSearchesNoLongerThanItMay);
    CPPUNIT_TEST(aSearchForWhichNobodyWaitsIsGivenUp);
    CPPUNIT_TEST_SUITE_END();

public:
    void aRequestSearchesNoLongerThanItMay() {
        tenon::test::Kernel kernel(tenon_module_v1, tenon::test::On::Sqlite, {{"max_search_time", "0s"}});
        processed(kernel, uploaded(kernel, list()));
        const auto ask = [&](tenon::JsonArray subjects) {
            return kernel.call(officerUser(), "POST", "/dttot/screenings/", {{"subjects", std::move(subjects)}});
        };
        const tenon::JsonObject slamet{{"name", "Slamet Kalimbasa"}};
        CPPUNIT_ASSERT_EQUAL(200, ask({slamet}).status);
        const auto refused = ask({slamet, slamet, slamet});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 422, refused.status);
        for (const std::string_view piece : {"dttot.screening.too_long", "0 seconds", "1 of 3 names"}) {
            CPPUNIT_ASSERT_MESSAGE(refused.text, refused.text.find(piece) != std::string::npos);
        }
    }

    void aSearchForWhichNobodyWaitsIsGivenUp() {
        tenon::test::Kernel kernel(tenon_module_v1);
        processed(kernel, uploaded(kernel, list()));
        ListsInForce lists(kernel.app(), [] { return ScreeningSettings::InForce(); });
        lists.start();
        Screenings screenings(kernel.app(), lists, std::chrono::hours(1));
        SentSubject slamet;
        slamet.subject.names = {"Slamet Kalimbasa"};
        const std::vector<SentSubject> many(100, slamet);
        int asked = 0;
        Screenings::Wish wish;
        wish.isAbandoned = [&] { return ++asked > 3; };
        try {
            (void)screenings.screen(officer(), many, wish);
            CPPUNIT_FAIL("it went on");
        } catch (const tenon::Error& error) {
            CPPUNIT_ASSERT_EQUAL(499, error.status());
        }
        CPPUNIT_ASSERT_EQUAL(4, asked);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ScreeningLimitsTest);

} // namespace
