/// Everything that this module asks of its database, on each of the databases.

#include "support.h"

namespace identity::test {

template <On on>
class DatabasesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(DatabasesTest);
    CPPUNIT_TEST(whatIsStoredIsShownAgain);
    CPPUNIT_TEST(aLongListShowsEverybodysProfile);
    CPPUNIT_TEST_SUITE_END();

public:
    DatabasesTest() : KernelFixture(on) {}

    void whatIsStoredIsShownAgain() {
        const std::string ann = "/users/" + addUser("ann", {{"first_name", "Mary Ann"}, {"district_id", 7}});
        done(admin, "POST", "/groups/", {{"name", "Team"}, {"members", tenon::JsonArray{"ann"}}});
        constexpr std::string_view firstRole =
            R"({"group_name": "Team", "role_name": "noc_manager", "sAMAccountNames": ["ann"]})";
        constexpr std::string_view otherRole =
            R"({"group_name": "Team", "role_name": "field_staff", "sAMAccountNames": ["ann"]})";
        expect({
            {manager, "GET", ann, "", 200, "\"first_name\":\"Mary Ann\""},
            {manager, "GET", ann, "", 200, "\"district_id\":7"},
            {manager, "PATCH", ann, R"({"district_id": null, "thana_id": 9})", 200, "\"thana_id\":9"},
            {manager, "GET", ann, "", 200, "\"district_id\":null"},
            {manager, "PUT", "/users/ann/preferences/", R"({"theme": "dark", "language": "bn"})", 200, "dark"},
            {manager, "PUT", "/users/ann/preferences/", R"({"size": 3})", 200, "dark"},
            {manager, "GET", "/users/ann/preferences/", "", 200, "\"language\":\"bn\""},
            {admin, "POST", "/assign-role-group/", firstRole, 201},
            {admin, "POST", "/assign-role-group/", otherRole, 201},
            {admin, "GET", "/fetch-group-role/team/", "", 200, "field_staff"},
            {admin, "GET", "/dashboard/stats/", "", 200, "\"field_staff\":1"},
            {manager, "DELETE", ann, "", 200},
            {manager, "GET", ann, "", 404},
        });
    }

    /// More accounts than one statement asks for.
    void aLongListShowsEverybodysProfile() {
        for (int i = 0; i < 66; ++i) {
            const std::string number = std::to_string(i);
            addUser("user" + number, {{"employee_id", "EMP" + number}});
        }
        const Json users = done(reader, "GET", "/users/?search=user");
        CPPUNIT_ASSERT_EQUAL(std::size_t{66}, users.as_array().size());
        for (const Json& user : users.as_array()) {
            CPPUNIT_ASSERT_EQUAL(textOf(user, "username").substr(4), textOf(user, "employee_id").substr(3));
        }
    }
};

static const OnBothDatabases<DatabasesTest> registered;

} // namespace identity::test
