#include <tenon/time.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon;
using std::chrono::microseconds;

std::string parsed(std::string_view text) {
    const auto timestamp = Timestamp::parse(text);
    return timestamp ? timestamp->text() : "nothing";
}

class TimeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TimeTest);
    CPPUNIT_TEST(everyFormOfRfc3339IsRead);
    CPPUNIT_TEST(zonesAreTurnedIntoUtc);
    CPPUNIT_TEST(anythingElseIsNoTimestamp);
    CPPUNIT_TEST(theTextHasMicrosecondsAndAFixedWidth);
    CPPUNIT_TEST(timesBefore1970AreRight);
    CPPUNIT_TEST(unixSecondsAreRoundedDown);
    CPPUNIT_TEST(onlyADayOfTheCalendarIsADate);
    CPPUNIT_TEST(theClockCanBeReplaced);
    CPPUNIT_TEST_SUITE_END();

public:
    void tearDown() override { Clock::set(nullptr); }

    void everyFormOfRfc3339IsRead() {
        const std::string expected = "2026-01-31T08:00:00.000000Z";
        for (const char* text :
             {"2026-01-31T08:00:00Z",
              "2026-01-31t08:00:00z",
              "2026-01-31 08:00:00Z",
              "2026-01-31T08:00:00.0Z",
              "2026-01-31T08:00:00.000000Z",
              "2026-01-31T08:00:00+00:00",
              "2026-01-31T08:00:00-00:00"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, expected, parsed(text));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("2026-01-31T08:00:00.120000Z"), parsed("2026-01-31T08:00:00.12Z"));
    }

    void zonesAreTurnedIntoUtc() {
        CPPUNIT_ASSERT_EQUAL(std::string("2026-01-31T01:00:00.000000Z"), parsed("2026-01-31T08:00:00+07:00"));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-02-01T00:29:00.000000Z"), parsed("2026-01-31T20:59:00-03:30"));
    }

    void anythingElseIsNoTimestamp() {
        for (const char* text :
             {"",
              "2026-01-31",
              "2026-01-31T08:00:00",
              "2026-01-31T08:00Z",
              "2026-1-31T08:00:00Z",
              "2026-02-29T08:00:00Z",
              "2026-01-31T24:00:00Z",
              "2026-01-31T08:60:00Z",
              "2026-01-31T08:00:60Z",
              "2026-01-31T08:00:00.Z",
              "2026-01-31T08:00:00.1234567Z",
              "2026-01-31T08:00:00+7:00",
              "2026-01-31T08:00:00+24:00",
              "2026-01-31T08:00:00+0700",
              "2026-01-31T08:00:00Zx",
              " 2026-01-31T08:00:00Z",
              "0000-01-01T00:00:00Z",
              "9999-12-31T23:59:59-00:01",
              "2026-13-01T00:00:00Z",
              "-026-01-01T00:00:00Z",
              "infinity"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::string("nothing"), parsed(text));
        }
    }

    void theTextHasMicrosecondsAndAFixedWidth() {
        CPPUNIT_ASSERT_EQUAL(std::string("1970-01-01T00:00:00.000000Z"), Timestamp().text());
        CPPUNIT_ASSERT_EQUAL(std::string("1970-01-01T00:00:00.000001Z"), (Timestamp() + microseconds(1)).text());
        CPPUNIT_ASSERT_EQUAL(std::string("0001-01-01T00:00:00.000000Z"), parsed("0001-01-01T00:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(std::string("9999-12-31T23:59:59.999999Z"), parsed("9999-12-31T23:59:59.999999Z"));
    }

    void timesBefore1970AreRight() {
        CPPUNIT_ASSERT_EQUAL(std::string("1969-12-31T23:59:59.999999Z"), (Timestamp() - microseconds(1)).text());
        CPPUNIT_ASSERT_EQUAL(std::string("1900-02-28T23:00:00.500000Z"), parsed("1900-02-28T23:00:00.5Z"));
    }

    void unixSecondsAreRoundedDown() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, (Timestamp() + microseconds(999'999)).unixSeconds());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{-1}, (Timestamp() - microseconds(1)).unixSeconds());
    }

    void onlyADayOfTheCalendarIsADate() {
        CPPUNIT_ASSERT_EQUAL(std::string("2024-02-29"), Date::parse("2024-02-29").value().text());
        for (const char* text :
             {"", "2023-02-29", "2024-2-29", "2024-00-01", "2024-01-32", "2024-01-01T", "24-01-01", "0000-01-01"}) {
            CPPUNIT_ASSERT_MESSAGE(text, !Date::parse(text));
        }
    }

    void theClockCanBeReplaced() {
        Clock::set([] { return Timestamp() + microseconds(5); });
        CPPUNIT_ASSERT(Clock::now() == Timestamp() + microseconds(5));
        Clock::set(nullptr);
        CPPUNIT_ASSERT(Clock::now() > Timestamp::parse("2024-01-01T00:00:00Z"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TimeTest);

} // namespace
