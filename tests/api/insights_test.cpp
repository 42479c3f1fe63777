/// What users do, over HTTP; kernel/insights/tests count on both databases.

#include "support.h"

namespace things::test {

class InsightsTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(InsightsTest);
    CPPUNIT_TEST(onlyAuditorsSeeWhatUsersDo);
    CPPUNIT_TEST(periodsThatMakeNoSenseAreFaults);
    CPPUNIT_TEST(todaysActionsCount);
    CPPUNIT_TEST_SUITE_END();

public:
    InsightsTest() : KernelFixture(On::Sqlite) {}

    void onlyAuditorsSeeWhatUsersDo() {
        expect({
            {nobody, "GET", _path, "", 401},
            {clerk, "GET", _path, "", 403},
            {_auditor, "GET", _path, "", 200, R"("days")"},
        });
    }

    void periodsThatMakeNoSenseAreFaults() {
        expect({
            {_auditor, "GET", "/insights/user-activity/?from=2026-03-02&to=2026-03-01", "", 400, R"("to")"},
            {_auditor, "GET", "/insights/user-activity/?from=2020-03-02&to=2026-03-01", "", 400, "365"},
            {_auditor, "GET", "/insights/user-activity/?from=yesterday", "", 400, R"("from")"},
            {_auditor, "GET", "/insights/user-activity/?most=0", "", 400, R"("most")"},
            {_auditor, "GET", "/insights/user-activity/?from=9999-12-31&to=9999-12-31", "", 200},
        });
    }

    void todaysActionsCount() {
        added(clerk, "/things", R"({"name": "one"})");
        call(nobody, "POST", "/auth/login", R"({"username": "clerk", "password": "a wrong one"})");
        const Answer answer = call(_auditor, "GET", _path);
        assertStatus(200, answer);
        CPPUNIT_ASSERT_EQUAL(std::size_t(30), answer.json.at("days").as_array().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), answer.json.at("failed_logins").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), answer.json.at("actions").as_int64());
        const Json& user = answer.json.at("users").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("clerk"), std::string(user.at("username").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), user.at("failed_logins").as_int64());
    }

private:
    static constexpr const char* _path = "/insights/user-activity/";

    const User _auditor{"auditor", {"audit.view"}};
};

CPPUNIT_TEST_SUITE_REGISTRATION(InsightsTest);

} // namespace things::test
