/// Branches and departments: which company they belong to, what they may refer to, who sees them.

#include "support.h"

namespace organisation::test {

template <On on>
class StructureTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(StructureTest);
    CPPUNIT_TEST(aBranchBelongsToTheCompanyThatIsNamedOrChosen);
    CPPUNIT_TEST(codesAreUniqueWithinTheCompany);
    CPPUNIT_TEST(aDepartmentBelongsToTheCompanyOfItsBranch);
    CPPUNIT_TEST(referencesStayWithinTheCompany);
    CPPUNIT_TEST(treesHaveNoCycles);
    CPPUNIT_TEST(listsBelowACompanyAndABranch);
    CPPUNIT_TEST(whatIsOfAnotherCompanyDoesNotExist);
    CPPUNIT_TEST(aRoleForABranchReachesItsDepartmentsOnly);
    CPPUNIT_TEST_SUITE_END();

public:
    StructureTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _own = addCompany("OWN");
        _foreign = addCompany("FOREIGN");
    }

    void aBranchBelongsToTheCompanyThatIsNamedOrChosen() {
        CPPUNIT_ASSERT_EQUAL(_own, companyOf(done(admin, "POST", "/organization/branches/", {{"name", "First"}})));
        const JsonObject named{{"name", "Second"}, {"company", _foreign}};
        CPPUNIT_ASSERT_EQUAL(_foreign, companyOf(done(admin, "POST", "/organization/branches/", named)));
        done(admin, "PUT", "/organization/my-companies/default/", {{"company_id", _foreign}});
        CPPUNIT_ASSERT_EQUAL(_foreign, companyOf(done(admin, "POST", "/organization/branches/", {{"name", "Third"}})));
        expect({
            {admin, "POST", "/organization/branches/", R"({"name": "Fourth", "company": 999})", 400, "company_id"},
            {admin, "PUT", "/organization/my-companies/default/", R"({"company_id": 999})", 400, "company_id"},
        });
    }

    void codesAreUniqueWithinTheCompany() {
        addBranch("A", _own, "HQ");
        addBranch("B", _foreign, "HQ");
        const std::string again = R"({"name": "C", "code": "HQ", "company_id": )" + std::to_string(_own) + "}";
        expect({{admin, "POST", "/organization/branches/", again, 409, "code"}});
    }

    void aDepartmentBelongsToTheCompanyOfItsBranch() {
        const std::int64_t branch = addBranch("B", _foreign, "B");
        const Json department = done(admin, "POST", "/organization/departments/", {{"name", "D"}, {"branch", branch}});
        CPPUNIT_ASSERT_EQUAL(_foreign, companyOf(department));
        expect({{admin, "GET", "/hr/departments/", "", 200, R"("name":"D")"}});
    }

    void referencesStayWithinTheCompany() {
        const std::string branch = std::to_string(addBranch("B", _foreign, "B"));
        const std::string own = std::to_string(_own);
        expect({
            {admin,
             "POST",
             "/organization/departments/",
             R"({"name": "D", "branch": )" + branch + R"(, "company_id": )" + own + "}",
             400,
             "COMPANY_MISMATCH"},
            {admin,
             "POST",
             "/organization/branches/",
             R"({"name": "B", "parent": )" + branch + R"(, "company_id": )" + own + "}",
             400,
             "COMPANY_MISMATCH"},
            {admin, "PATCH", "/organization/branches/" + branch, R"({"company_id": )" + own + "}", 400, "company_id"},
        });
    }

    void treesHaveNoCycles() {
        const std::int64_t top = addBranch("T", _own, "T");
        const Json low =
            done(admin, "POST", "/organization/branches/", {{"name", "L"}, {"parent_id", top}, {"company_id", _own}});
        const std::string below = R"({"parent_id": )" + std::to_string(low.at("id").as_int64()) + "}";
        expect({{admin, "PATCH", "/organization/branches/" + std::to_string(top), below, 400, "TREE_CYCLE"}});
    }

    void listsBelowACompanyAndABranch() {
        const std::int64_t branch = addBranch("North", _own, "N");
        addBranch("Elsewhere", _foreign, "E");
        done(admin, "POST", "/organization/departments/", {{"name", "Billing"}, {"branch", branch}});
        const std::string company = "/companies/" + std::to_string(_own);
        const std::string one = "/organization/branches/" + std::to_string(branch);
        expect({
            {admin, "GET", company + "/branches/", "", 200, "North", "Elsewhere"},
            {admin, "GET", company + "/departments/", "", 200, "Billing"},
            {admin, "GET", one + "/departments/", "", 200, "Billing"},
            {admin, "GET", "/companies/999/branches/", "", 404},
            {stranger, "GET", company + "/branches/", "", 403},
            {nobody, "GET", company + "/branches/", "", 401},
        });
    }

    void whatIsOfAnotherCompanyDoesNotExist() {
        const User manager = managerOf("manager", _own);
        const std::string theirs = "/organization/branches/" + std::to_string(addBranch("Theirs", _foreign, "T"));
        const std::string foreign = std::to_string(_foreign);
        expect({
            {manager, "POST", "/organization/branches/", R"({"name": "Ours"})", 201, "Ours"},
            {manager, "GET", "/organization/branches/", "", 200, "Ours", "Theirs"},
            {manager, "GET", "/organization/branches/?company_id=" + foreign, "", 200, R"("count":0)"},
            {manager, "GET", theirs, "", 404},
            {manager, "PATCH", theirs, R"({"name": "Ours"})", 404},
            {manager, "DELETE", theirs, "", 404},
            {manager, "GET", theirs + "/departments/", "", 404},
            {manager,
             "POST",
             "/organization/branches/",
             R"({"name": "N", "company": )" + foreign + "}",
             400,
             "company_id"},
            {manager, "GET", "/organization/my-companies/", "", 200, "Company OWN", "Company FOREIGN"},
        });
    }

    void aRoleForABranchReachesItsDepartmentsOnly() {
        const std::string north = std::to_string(addBranch("North", _own, "N"));
        const std::string south = std::to_string(addBranch("South", _own, "S"));
        const User head{
            "head",
            {"organisation.departments.view", "organisation.departments.add", "organisation.branches.view"},
            false,
            {{"places", tenon::JsonArray{{{"kind", "branch"}, {"id", std::stoll(north)}}}}}};
        expect({
            {head, "GET", "/organization/branches/", "", 200, "North", "South"},
            {head, "POST", "/organization/departments/", R"({"name": "D", "branch": )" + north + "}", 201, "\"D\""},
            {head, "POST", "/organization/departments/", R"({"name": "E", "branch": )" + south + "}", 400},
            {head, "POST", "/organization/departments/", R"({"name": "E"})", 400, "company_id"},
            {head, "GET", "/organization/departments/", "", 200, R"("count":1)"},
        });
    }

private:
    static std::int64_t companyOf(const Json& record) { return record.at("company_id").as_int64(); }

    std::int64_t addBranch(const std::string& name, std::int64_t company, const std::string& code) {
        return added("/organization/branches/", {{"name", name}, {"company_id", company}, {"code", code}});
    }

    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
};

static const OnBothDatabases<StructureTest> registered;

} // namespace organisation::test
