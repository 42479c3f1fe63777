#include <kernel/modules/crash_line.h>

#include <tenon/json.h>
#include <tenon/time.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace tenon::modules {

namespace {

class CrashLineTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CrashLineTest);
    CPPUNIT_TEST(itIsALineOfTheLog);
    CPPUNIT_TEST(hostileTextsStayWithinTheirQuotes);
    CPPUNIT_TEST(whatDoesNotFitIsLeftOut);
    CPPUNIT_TEST_SUITE_END();

public:
    void itIsALineOfTheLog() {
        const Timestamp before = Clock::now();
        CrashLine line("module.crashed");
        line.add("module", "things");
        line.add("request_id", "");
        const JsonObject told = parsed(line);
        const auto at = Timestamp::parse(textAt(told, "at"));
        CPPUNIT_ASSERT(at && *at >= before && *at <= Clock::now());
        CPPUNIT_ASSERT_EQUAL(std::string_view("error"), textAt(told, "level"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("module.crashed"), textAt(told, "event"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("things"), textAt(told, "module"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, told.size());
    }

    void hostileTextsStayWithinTheirQuotes() {
        CrashLine line("module.crashed");
        line.add("route", "a\"b\\c\nd");
        CPPUNIT_ASSERT_EQUAL(std::string_view("a\"b\\c?d"), textAt(parsed(line), "route"));
    }

    void whatDoesNotFitIsLeftOut() {
        CrashLine line("module.crashed");
        line.add("route", std::string(5000, '"'));
        line.add("signal", "SIGSEGV");
        const JsonObject told = parsed(line);
        CPPUNIT_ASSERT(!told.contains("route"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("SIGSEGV"), textAt(told, "signal"));
    }

private:
    static JsonObject parsed(CrashLine& line) {
        const std::string_view text = line.finish();
        CPPUNIT_ASSERT(text.ends_with('\n'));
        return boost::json::parse(text).as_object();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CrashLineTest);

} // namespace

} // namespace tenon::modules
