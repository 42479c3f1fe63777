#include <kernel/jobs/cron.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace {

using tenon::Timestamp;
using tenon::jobs::Cron;

struct Row {
    const char* expression;
    const char* after;
    const char* next;
};

// 1 January 2026 is a Thursday.
constexpr Row rows[] = {
    {"* * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"},
    {"* * * * *", "2026-01-01T00:00:59.999999Z", "2026-01-01T00:01:00Z"},
    {"*/15 * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:15:00Z"},
    {"*/15 * * * *", "2026-01-01T00:46:00Z", "2026-01-01T01:00:00Z"},
    {"5/20 * * * *", "2026-01-01T00:26:00Z", "2026-01-01T00:45:00Z"},
    {"0 2 * * *", "2026-01-01T02:00:00Z", "2026-01-02T02:00:00Z"},
    {"0 2 * * *", "2026-12-31T23:59:00Z", "2027-01-01T02:00:00Z"},
    {"30 8-18/5 * * *", "2026-01-01T08:30:00Z", "2026-01-01T13:30:00Z"},
    {"30 8-18/5 * * *", "2026-01-01T18:30:00Z", "2026-01-02T08:30:00Z"},
    {"0 0 1,15 * *", "2026-01-01T00:00:00Z", "2026-01-15T00:00:00Z"},
    {"0 0 31 * *", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z"},
    {"0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z"},
    {"0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z"},
    {"0 12 * jun-aug *", "2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z"},
    {"0 12 * * MON-FRI", "2026-01-02T12:00:00Z", "2026-01-05T12:00:00Z"},
    {"0 12 * * 0", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z"},
    {"0 12 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z"},
    {"0 12 * * sun", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z"},
    {"0 0 13 * fri", "2026-01-03T00:00:00Z", "2026-01-09T00:00:00Z"},
    {"0 0 13 * fri", "2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z"},
    {"0 0 */2 * fri", "2026-01-03T00:00:00Z", "2026-01-09T00:00:00Z"},
    {"  0   0 1  1 *  ", "2026-06-01T00:00:00Z", "2027-01-01T00:00:00Z"},
};

constexpr const char* wrong[] = {
    "",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * 32 * *",
    "* * * 0 *",
    "* * * 13 *",
    "* * * * 8",
    "*/0 * * * *",
    "5-1 * * * *",
    "1,,2 * * * *",
    "-1 * * * *",
    "a * * * *",
    "* * * mon *",
    "* * * * jan",
    "1- * * * *",
    "*/ * * * *",
    "1.5 * * * *",
    "0 0 30 2 *",
    "0 0 31 4,6,9,11 *",
    "99999999999 * * * *",
    "@daily",
};

class CronTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CronTest);
    CPPUNIT_TEST(theNextTimeIsTheFirstMatchingMinuteLater);
    CPPUNIT_TEST(anExpressionThatMakesNoSenseIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void theNextTimeIsTheFirstMatchingMinuteLater() {
        for (const Row& row : rows) {
            const Timestamp next = Cron(row.expression).next(*Timestamp::parse(row.after));
            const std::string what = std::string(row.expression) + " after " + row.after;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, Timestamp::parse(row.next)->text(), next.text());
        }
    }

    void anExpressionThatMakesNoSenseIsRefused() {
        for (const char* expression : wrong) {
            CPPUNIT_ASSERT_THROW_MESSAGE(expression, Cron{expression}, tenon::Invalid);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CronTest);

} // namespace
