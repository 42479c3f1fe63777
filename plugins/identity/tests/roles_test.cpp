/// Roles, permissions, groups and the dashboard over HTTP.

#include "support.h"

namespace identity::test {

class RolesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(RolesTest);
    CPPUNIT_TEST(everyEndpointAsksForASignInAndItsPermission);
    CPPUNIT_TEST(aRoleIsAddedReadChangedAndDeleted);
    CPPUNIT_TEST(aRoleIsGivenUntilAnEndAndTakenAway);
    CPPUNIT_TEST(whatAnAssignmentNamesMustExist);
    CPPUNIT_TEST(manyAssignmentsHaveEachTheirResult);
    CPPUNIT_TEST(everybodySeesHisOwnRolesOnly);
    CPPUNIT_TEST(permissionsAreListedSortedAndAdded);
    CPPUNIT_TEST(aGroupIsAddedReadChangedAndDeleted);
    CPPUNIT_TEST(aGroupsMembersGetARoleTogether);
    CPPUNIT_TEST(theDashboardCountsEverybodyOnce);
    CPPUNIT_TEST(whatNeedsADirectorySaysSo);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyEndpointAsksForASignInAndItsPermission() {
        done(admin, "POST", "/roles/", {{"name", "seller"}});
        done(admin, "POST", "/groups/", {{"name", "Team"}});
        done(admin, "POST", "/custom-permissions/", {{"name", "Sell"}, {"codename", "sell"}});
        const std::pair<std::string_view, std::string_view> guarded[] = {
            {"POST", "/roles/"},
            {"POST", "/permissions/roles/"},
            {"PATCH", "/roles/seller"},
            {"PUT", "/roles/seller"},
            {"DELETE", "/roles/seller"},
            {"POST", "/roles/assign"},
            {"POST", "/roles/bulk-assign"},
            {"POST", "/custom-permissions/"},
            {"DELETE", "/custom-permissions/sell"},
            {"POST", "/permission-categories/"},
            {"POST", "/groups/"},
            {"PUT", "/groups/team"},
            {"PATCH", "/groups/team"},
            {"DELETE", "/groups/team"},
        };
        for (const auto& [method, path] : guarded) {
            const std::string label(path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(label, 401, kernel().call(nobody, method, path).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(label, 403, kernel().call(stranger, method, path, JsonObject()).status);
        }
        for (const char* path :
             {"/roles/",
              "/roles/seller",
              "/permissions/roles/",
              "/user-roles/",
              "/permissions/",
              "/permissions/user-permissions/",
              "/custom-permissions/",
              "/permission-categories/",
              "/groups/",
              "/groups/team"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, kernel().call(nobody, "GET", path).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, kernel().call(stranger, "GET", path).status);
        }
    }

    void aRoleIsAddedReadChangedAndDeleted() {
        const Json permission = done(admin, "GET", "/permissions/?search=users.view_user").at(0);
        const Json role = done(
            admin,
            "POST",
            "/roles/",
            {{"name", "billing_manager"},
             {"display_name", "Billing Manager"},
             {"role_level", 3},
             {"can_assign_roles", false},
             {"max_assignments", 10},
             {"permission_ids", tenon::JsonArray{permission.at("id")}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("[\"users.view_user\"]"), boost::json::serialize(role.at("permissions")));
        const std::string path = "/roles/" + textOf(role, "id");
        const std::string byNumber = "/roles/" + std::to_string(role.at("numeric_id").as_int64());
        expect({
            {stranger, "GET", path, "", 200, "Billing Manager"},
            {stranger, "GET", byNumber, "", 200, "Billing Manager"},
            {admin, "POST", "/roles/", "{}", 400, "name"},
            {admin, "POST", "/roles/", R"({"name": "Billing_Manager"})", 400, "name"},
            {admin, "POST", "/roles/", R"({"name": "x", "permission_ids": ["none"]})", 400, "permissions"},
            {admin, "POST", "/roles/", R"({"name": "x", "role_level": 0})", 400, "role_level"},
            {manager, "POST", "/roles/", R"({"name": "x", "role_level": 1})", 403},
            {admin, "PATCH", path, R"({"description": "Bills."})", 200, "Bills.", "", "auth.role.changed"},
            {admin, "PATCH", "/roles/none", R"({"description": "x"})", 404},
            {admin, "DELETE", "/roles/Standard", "", 409},
            {admin, "DELETE", path, "", 200, "deleted", "", "auth.role.removed"},
            {stranger, "GET", path, "", 404},
        });
    }

    void aRoleIsGivenUntilAnEndAndTakenAway() {
        addUser("ann");
        done(admin, "POST", "/roles/", {{"name", "seller"}, {"max_assignments", 1}});
        expect({
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "action": "assign", "reason": "Promotion", "expires_at": "2100-01-01T00:00:00Z"})",
             200,
             "Promotion",
             "",
             "auth.role.assigned"},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "expires_at": "2100-01-01T00:00:00Z"})",
             409},
            {admin, "POST", "/roles/assign/", R"({"user_id": "stranger", "role_id": "seller"})", 400, "user_id"},
            {admin, "GET", "/user-roles/?user=ann", "", 200, "2100-01-01"},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "action": "remove"})",
             200,
             "",
             "",
             "auth.role.withdrawn"},
            {admin, "POST", "/roles/assign/", R"({"user_id": "ann", "role_id": "seller", "action": "remove"})", 404},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "scope": "own"})",
             200,
             R"("scope":"own","places":[])"},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "places": [{"kind": "planet", "id": 3}]})",
             400,
             "places"},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "seller", "expires_at": "2001-01-01T00:00:00Z"})",
             400,
             "expires_at"},
        });
    }

    void whatAnAssignmentNamesMustExist() {
        addUser("ann");
        expect({
            {admin, "POST", "/roles/assign/", "{}", 400, "role_id"},
            {admin, "POST", "/roles/assign/", R"({"user_id": "none", "role_id": "Standard"})", 400, "user_id"},
            {admin, "POST", "/roles/assign/", R"({"user_id": "ann", "role_id": "none"})", 400, "role_id"},
            {admin,
             "POST",
             "/roles/assign/",
             R"({"user_id": "ann", "role_id": "Standard", "action": "steal"})",
             400,
             "action"},
            {manager, "POST", "/roles/assign/", R"({"user_id": "ann", "role_id": "Admin"})", 403},
        });
    }

    void manyAssignmentsHaveEachTheirResult() {
        addUser("ann");
        addUser("bob");
        addUser("carl");
        done(admin, "POST", "/roles/", {{"name", "seller"}, {"max_assignments", 2}});
        const Json given = done(
            admin,
            "POST",
            "/roles/bulk-assign/",
            {{"user_ids", tenon::JsonArray{"ann", "none", "ann", "bob", "carl"}}, {"role_id", "seller"}}
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, given.at("succeeded").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, given.at("failed").as_int64());
        const auto codeOf = [&](std::size_t index) { return textOf(given.at("results").at(index), "code"); };
        CPPUNIT_ASSERT_EQUAL(std::string("VALIDATION"), codeOf(1));
        CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), codeOf(2));
        CPPUNIT_ASSERT_EQUAL(std::string("ROLE_LIMIT"), codeOf(4));
        const Json taken = done(
            admin,
            "POST",
            "/roles/bulk-assign/",
            {{"assignments", tenon::JsonArray{{{"user_id", "ann"}, {"role_id", "seller"}, {"action", "revoke"}}}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, taken.at("succeeded").as_int64());
        expect({
            {admin, "POST", "/roles/bulk-assign/", "{}", 400, "user_ids"},
            {admin, "POST", "/roles/bulk-assign/", R"({"user_ids": ["ann"]})", 400, "role_id"},
            {admin, "POST", "/roles/bulk-assign/", R"({"user_ids": []})", 400, "user_ids"},
        });
    }

    void everybodySeesHisOwnRolesOnly() {
        addUser("ann");
        done(manager, "GET", "/users/profile");
        expect({
            {stranger, "GET", "/user-roles/", "", 200, "stranger", "\"ann\""},
            {stranger, "GET", "/user-roles/?user=ann", "", 403},
            {reader, "GET", "/user-roles/?user=ann", "", 200, "\"ann\""},
            {reader, "GET", "/user-roles/?role=Admin", "", 200, "root-admin", "\"ann\""},
            {stranger, "GET", "/permissions/user-permissions/?user=ann", "", 403},
            {stranger, "GET", "/permissions/user-permissions/", "", 200, "[]"},
            {reader, "GET", "/permissions/user-permissions/?user_id=manager", "", 200, "users.add_user"},
            {reader, "GET", "/permissions/user-permissions/?user=none", "", 404},
        });
    }

    void permissionsAreListedSortedAndAdded() {
        expect({
            {admin,
             "POST",
             "/permission-categories/",
             R"({"name": "shop", "display_name": "Shop"})",
             201,
             "Shop",
             "",
             "auth.permission_category.added"},
            {admin, "POST", "/permission-categories/", R"({"name": "Shop"})", 400, "name"},
            {admin, "POST", "/permission-categories/", "{}", 400, "name"},
            {stranger, "GET", "/permission-categories/", "", 200, "Shop"},
            {admin,
             "POST",
             "/custom-permissions/",
             R"({"name": "Sell", "codename": "can_sell", "category": "shop"})",
             201,
             "can_sell",
             "",
             "auth.permission.added"},
            {admin, "POST", "/custom-permissions/", R"({"name": "Sell", "codename": "can_sell"})", 400, "codename"},
            {admin,
             "POST",
             "/custom-permissions/",
             R"({"name": "Sell", "codename": "users.add_user"})",
             400,
             "codename"},
            {admin,
             "POST",
             "/custom-permissions/",
             R"({"name": "Sell", "codename": "x", "category": 999})",
             400,
             "category"},
            {admin, "POST", "/custom-permissions/", "{}", 400, "codename"},
            {stranger, "GET", "/custom-permissions/", "", 200, "can_sell", "users.add_user"},
            {stranger, "GET", "/permissions/?search=users.", "", 200, "users.add_user", "can_sell"},
            {admin, "DELETE", "/custom-permissions/users.add_user", "", 409},
            {admin, "DELETE", "/custom-permissions/can_sell", "", 200, "", "", "auth.permission.removed"},
            {admin, "DELETE", "/custom-permissions/can_sell", "", 404},
        });
    }

    void aGroupIsAddedReadChangedAndDeleted() {
        addUser("ann");
        expect({
            {admin,
             "POST",
             "/groups/",
             R"({"name": "Billing Team", "permission_ids": ["users.view_user"], "members": ["ann"]})",
             201,
             "Billing Team",
             "",
             "auth.group.added"},
            {admin, "POST", "/groups/", R"({"name": "billing team"})", 400, "name"},
            {admin, "POST", "/groups/", "{}", 400, "name"},
            {admin, "POST", "/groups/", R"({"name": "x", "members": ["none"]})", 404},
            {stranger, "GET", "/groups/Billing%20Team", "", 200, "member_count", "\"ann\""},
            {reader, "GET", "/groups/Billing%20Team", "", 200, "\"ann\""},
            {admin, "PUT", "/groups/billing%20team", "{}", 400, "name"},
            {admin,
             "PUT",
             "/groups/billing%20team",
             R"({"name": "Team B", "permission_ids": []})",
             200,
             "Team B",
             "",
             "auth.group.changed"},
            {admin, "PATCH", "/groups/team%20b", R"({"description": "Bills."})", 200, "Bills."},
            {admin, "GET", "/groups/999", "", 404},
            {admin, "DELETE", "/groups/team%20b", "", 200, "", "", "auth.group.removed"},
            {admin, "GET", "/groups/team%20b", "", 404},
        });
    }

    void aGroupsMembersGetARoleTogether() {
        addUser("ann");
        addUser("bob");
        done(admin, "POST", "/groups/", {{"name", "Developers"}, {"members", tenon::JsonArray{"ann"}}});
        expect({
            {admin, "GET", "/assign-role-group/", "", 405, R"({"success":false,"message":"Invalid request method"})"},
            {admin,
             "POST",
             "/assign-role-group/",
             "{}",
             400,
             R"({"success":false,"message":"group_name, role_name, and sAMAccountNames are required."})"},
            {admin,
             "POST",
             "/assign-role-group/",
             R"({"group_name": "None", "role_name": "Standard", "sAMAccountNames": ["ann"]})",
             400,
             "Group None does not exist"},
            {admin,
             "POST",
             "/assign-role-group/",
             R"({"group_name": "Developers", "role_name": "noc_manager", "sAMAccountNames": ["ann", "bob"]})",
             400,
             "bob is no member"},
            {admin, "GET", "/users/ann/user-role", "", 200, "Standard"},
            {admin,
             "GET",
             "/fetch-group-role/Developers/",
             "",
             404,
             R"({"success":false,"message":"No role assigned to group Developers"})"},
            {admin,
             "POST",
             "/assign-role-group/",
             R"({"group_name": "Developers", "role_name": "noc_manager", "sAMAccountNames": ["ann"]})",
             201,
             "Roles assigned to members of Developers",
             "",
             "identity.group_role.assigned"},
            {admin, "GET", "/users/ann/user-role", "", 200, "noc_manager"},
            {admin, "GET", "/fetch-group-role/Developers/", "", 200, "noc_manager"},
        });
    }

    void theDashboardCountsEverybodyOnce() {
        addUser("ann", {{"user_type", "field_staff"}});
        done(admin, "PATCH", "/users/ann", {{"is_active", false}});
        const Json figures = done(admin, "GET", "/dashboard/stats/");
        std::int64_t sum = 0;
        for (const auto& [type, count] : figures.at("user_types").as_object()) {
            sum += count.as_int64();
        }
        CPPUNIT_ASSERT_EQUAL(figures.at("total_users").as_int64(), sum);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, sum);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, figures.at("active_users").as_int64());
        const std::map<std::string, std::string> byKtl{{"x-api-dialect", "ktl"}};
        const Json enveloped = kernel().call(admin, "GET", "/dashboard/stats/", nullptr, byKtl).json;
        CPPUNIT_ASSERT(enveloped.at("data").at("total_users") == enveloped.at("total_users"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{200}, enveloped.at("status").as_int64());
    }

    void whatNeedsADirectorySaysSo() {
        for (const char* path : {"/save-ad-groups/", "/list-gmember/", "/save-ad-users/"}) {
            const Answer answer = kernel().call(admin, "GET", path);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 500, answer.status);
            CPPUNIT_ASSERT_EQUAL(std::string(R"({"error":"No LDAP server is configured."})"), answer.text);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RolesTest);

} // namespace identity::test
