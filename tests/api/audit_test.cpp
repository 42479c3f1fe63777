/// The audit trail over HTTP.

#include "support.h"

namespace things::test {

template <On on>
class AuditTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(AuditTest);
    CPPUNIT_TEST(onlyAuditorsReadTheTrail);
    CPPUNIT_TEST(theTrailTellsWhatAClerkDid);
    CPPUNIT_TEST(securityEventsAreNoOtherRows);
    CPPUNIT_TEST(aBadFilterIsAFault);
    CPPUNIT_TEST_SUITE_END();

public:
    AuditTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        added(clerk, "/things", R"({"name": "one"})");
        tenon::test::Answer refused =
            call(nobody, "POST", "/auth/login", R"({"username": "clerk", "password": "a wrong one"})");
        assertStatus(401, refused);
    }

    void onlyAuditorsReadTheTrail() {
        for (const char* path : {"/security/audit-logs/", "/security/events/", "/audit-trail/user-actions/"}) {
            expect({{nobody, "GET", path, "", 401}, {clerk, "GET", path, "", 403}, {_auditor, "GET", path, "", 200}});
        }
    }

    void theTrailTellsWhatAClerkDid() {
        const Answer trail = call(_auditor, "GET", "/security/audit-logs/?search=THING&page_size=1");
        assertStatus(200, trail);
        const Json& row = trail.json.at("results").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("clerk"), std::string(row.at("actor").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string("one"), std::string(row.at("after").at("name").as_string()));
        CPPUNIT_ASSERT(row.at("before").is_null());
    }

    void securityEventsAreNoOtherRows() {
        expect({
            {_auditor, "GET", "/security/events/", "", 200, "auth.login.failed", R"("action":"things)"},
            {_auditor, "GET", "/security/events/?action=things.", "", 200, "[]"},
            {_auditor, "GET", "/security/events/?actor=nobody-of-this-name", "", 200, "[]"},
            {_auditor, "GET", "/audit-trail/user-actions/", "", 200, "auth.role.", "auth.login"},
        });
    }

    void aBadFilterIsAFault() {
        expect({
            {_auditor, "GET", "/security/audit-logs/?from=soon&to=later", "", 400, "from"},
            {_auditor, "GET", "/security/audit-logs/?page_size=0", "", 400, "page_size"},
        });
    }

private:
    const User _auditor{"auditor", {"audit.view"}};
};

static const OnBothDatabases<AuditTest> registered;

} // namespace things::test
