/// Demo data: an officer's desk with something on it, made by the rules that hold for everybody.

#include "support.h"

#include <tenon/system_caller.h>

#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <memory>

using namespace dttot::test;

class DemoTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DemoTest);
    CPPUNIT_TEST(thereIsSomethingToDecideAndSomethingDecided);
    CPPUNIT_TEST(nobodyDecidedAboutWhatHeEntered);
    CPPUNIT_TEST(aFileOfCustomersWasScreened);
    CPPUNIT_TEST(onceMoreChangesNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, tenon::test::On::Sqlite);
        load();
    }

    void tearDown() override { _kernel.reset(); }

    void thereIsSomethingToDecideAndSomethingDecided() {
        std::map<std::string, int> statuses;
        for (const tenon::Json& each : cases()) {
            ++statuses[std::string(tenon::textAt(each.as_object(), "status"))];
            const bool isDecided = tenon::textAt(each.as_object(), "status") != "pending";
            CPPUNIT_ASSERT_EQUAL(isDecided, !tenon::textAt(each.as_object(), "reason").empty());
        }
        CPPUNIT_ASSERT_EQUAL(1, statuses["pending"]);
        CPPUNIT_ASSERT_EQUAL(1, statuses["rejected"]);
    }

    void nobodyDecidedAboutWhatHeEntered() {
        const auto self = _kernel->database().value<std::int64_t>(
            "SELECT COUNT(*) FROM dttot_case c JOIN dttot_subject s ON s.id = c.subject_id WHERE c.status <> 'pending' "
            "AND (s.entered_by = 0 OR s.entered_by = c.decided_by)"
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, self.value());
    }

    void aFileOfCustomersWasScreened() {
        const auto files = itemsOf(_kernel->call(admin(), "GET", "/dttot/screenings/files/"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, files.size());
        const tenon::JsonObject& file = files[0].as_object();
        CPPUNIT_ASSERT_EQUAL(std::string_view("processed"), tenon::textAt(file, "status"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{20}, file.at("subjects").to_number<std::int64_t>());
        CPPUNIT_ASSERT(file.at("matched").to_number<std::int64_t>() >= 4);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, file.at("unreadable").to_number<std::int64_t>());
    }

    void onceMoreChangesNothing() {
        const std::string before = boost::json::serialize(cases());
        const auto versions = _kernel->call(admin(), "GET", "/dttot/lists/").text;
        load();
        CPPUNIT_ASSERT_EQUAL(before, boost::json::serialize(cases()));
        CPPUNIT_ASSERT_EQUAL(versions, _kernel->call(admin(), "GET", "/dttot/lists/").text);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, itemsOf(_kernel->call(admin(), "GET", "/dttot/screenings/files/")).size());
    }

private:
    static tenon::test::User admin() { return {.name = "admin", .permissions = {}, .superuser = true}; }

    void load() {
        (void)_kernel->app().jobs().enqueue("dttot.demo", {}, tenon::SystemCaller("demo"));
        CPPUNIT_ASSERT(_kernel->finishJobs());
    }

    tenon::JsonArray cases() { return itemsOf(_kernel->call(admin(), "GET", "/dttot/cases/")); }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

CPPUNIT_TEST_SUITE_REGISTRATION(DemoTest);
