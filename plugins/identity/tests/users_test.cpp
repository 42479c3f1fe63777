/// Users: every endpoint, who may call it, and what it answers to what is wrong.

#include "support.h"

namespace identity::test {

class UsersTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(UsersTest);
    CPPUNIT_TEST(everyEndpointAsksForASignInAndItsPermission);
    CPPUNIT_TEST(aUserIsAddedWithProfileAndRoles);
    CPPUNIT_TEST(whatIsWrongOfANewUserIsToldAtOnce);
    CPPUNIT_TEST(ktlsClientsSayThePasswordTwice);
    CPPUNIT_TEST(aUserWithAnUnknownRoleIsNotAdded);
    CPPUNIT_TEST(aTakenNameIsAFaultOfItsField);
    CPPUNIT_TEST(aUserIsReadByIdUuidAndName);
    CPPUNIT_TEST(aListIsSearchedFilteredAndPaged);
    CPPUNIT_TEST(whatIsSentIsChangedAndTheRestStays);
    CPPUNIT_TEST(rolesSentAreTheRolesHeld);
    CPPUNIT_TEST(aDeletedUserIsGone);
    CPPUNIT_TEST(aResetPasswordMustBeChangedBeforeAnythingElse);
    CPPUNIT_TEST(aLockEndsTheSession);
    CPPUNIT_TEST(aRoleIsChangedByNameAndInTheWordsOfTheDocument);
    CPPUNIT_TEST(nobodyActsOnHimself);
    CPPUNIT_TEST(theLastSuperuserCannotStepDown);
    CPPUNIT_TEST(readOnlyAndUnknownMembersAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        KernelFixture::setUp();
        for (const User& user : {admin, manager, reader, stranger}) {
            static_cast<void>(kernel().call(user, "GET", "/users/profile"));
        }
    }

    void everyEndpointAsksForASignInAndItsPermission() {
        const std::string user = "/users/" + addUser("ann");
        const std::pair<std::string_view, std::string> endpoints[] = {
            {"GET", "/users/"},
            {"POST", "/users/"},
            {"GET", "/users/search/"},
            {"GET", user},
            {"PUT", user},
            {"PATCH", user},
            {"DELETE", user},
            {"POST", user + "/reset-password"},
            {"PATCH", user + "/lock-unlock"},
            {"PATCH", user + "/change-role"},
            {"GET", user + "/preferences"},
            {"PUT", user + "/preferences"},
            {"POST", "/users/ann/assign-role"},
            {"GET", "/users/ann/user-role"},
            {"POST", "/register"},
            {"GET", "/save-ad-groups"},
            {"GET", "/list-gmember"},
            {"GET", "/save-ad-users"},
            {"POST", "/assign-role-group"},
            {"GET", "/fetch-group-role/Team"},
            {"GET", "/dashboard/stats"},
        };
        for (const auto& [method, path] : endpoints) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, kernel().call(nobody, method, path).status);
            const Json body = method == "GET" ? Json(nullptr) : Json(JsonObject());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, kernel().call(stranger, method, path, body).status);
        }
    }

    void aUserIsAddedWithProfileAndRoles() {
        done(admin, "POST", "/roles/", {{"name", "seller"}, {"role_level", 50}});
        const Json user = done(
            admin,
            "POST",
            "/users/",
            {{"login_id", "john_doe123"},
             {"email", "john@example.com"},
             {"password", goodPassword},
             {"password_confirm", goodPassword},
             {"name", "John Doe"},
             {"mobile", "+8801712345678"},
             {"user_type", "billing_manager"},
             {"employee_id", "EMP001"},
             {"designation", "System Administrator"},
             {"department", "IT"},
             {"roles", tenon::JsonArray{"seller"}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("john_doe123"), textOf(user, "username"));
        CPPUNIT_ASSERT_EQUAL(std::string("Doe"), textOf(user, "last_name"));
        CPPUNIT_ASSERT_EQUAL(std::string("billing_manager"), textOf(user, "user_type"));
        CPPUNIT_ASSERT_EQUAL(std::string("EMP001"), textOf(user, "employee_id"));
        CPPUNIT_ASSERT_EQUAL(std::string("en"), textOf(user, "language_preference"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, user.at("roles").as_array().size());
        CPPUNIT_ASSERT(!user.as_object().contains("password"));
        expect({{admin, "GET", "/users/john_doe123", "", 200, "EMP001", goodPassword}});
    }

    void whatIsWrongOfANewUserIsToldAtOnce() {
        expect({
            {manager, "POST", "/users/", "{}", 400, "username"},
            {manager, "POST", "/users/", "{}", 400, "password"},
            {manager, "POST", "/users/", R"({"username": "a b", "email": "no", "password": "short"})", 400, "email"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "password"})",
             400,
             "too common"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "search", "email": "x@example.com", "password": "correct horse battery"})",
             400,
             "reserved"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "password_confirm": "other"})",
             400,
             "password_confirm"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "mobile": "call me"})",
             400,
             "mobile"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "timezone": "' OR 1"})",
             400,
             "timezone"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "user_type": "emperor"})",
             400,
             "user_type"},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "role": "Admin"})",
             403},
            {manager, "GET", "/users/x", "", 404},
            {manager,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery"})",
             201,
             "Standard",
             "correct horse",
             "auth.account.added"},
        });
    }

    void ktlsClientsSayThePasswordTwice() {
        const std::map<std::string, std::string> byKtl{{"x-api-dialect", "ktl"}};
        JsonObject user{{"login_id", "x"}, {"email", "x@example.com"}, {"password", goodPassword}};
        const auto refused = kernel().call(manager, "POST", "/users/", user, byKtl);
        CPPUNIT_ASSERT_EQUAL(400, refused.status);
        CPPUNIT_ASSERT(refused.json.at("error").as_object().contains("password_confirm"));
        user["password_confirm"] = goodPassword;
        CPPUNIT_ASSERT_EQUAL(201, kernel().call(manager, "POST", "/users/", user, byKtl).status);
    }

    void aUserWithAnUnknownRoleIsNotAdded() {
        expect({
            {admin,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "roles": ["none"]})",
             400,
             "roles"},
            {admin,
             "POST",
             "/users/",
             R"({"username": "x", "email": "x@example.com", "password": "correct horse battery", "role": "Emperor"})",
             400,
             "role"},
            {admin, "GET", "/users/x", "", 404},
        });
    }

    void aTakenNameIsAFaultOfItsField() {
        addUser("ann");
        expect({
            {admin,
             "POST",
             "/users/",
             R"({"username": "ANN", "email": "x@example.com", "password": "correct horse battery"})",
             400,
             "username"},
            {admin,
             "POST",
             "/users/",
             R"({"username": "x", "email": "Ann@Example.com", "password": "correct horse battery"})",
             400,
             "email"},
            {admin,
             "POST",
             "/register/",
             R"({"username": "ann", "email": "x@example.com", "password": "correct horse battery", "role": "Standard"})",
             400,
             R"("username":[)"},
        });
    }

    void aUserIsReadByIdUuidAndName() {
        const std::string id = addUser("ann");
        const Json ann = done(reader, "GET", "/users/" + id);
        CPPUNIT_ASSERT_EQUAL(
            id, std::to_string(done(reader, "GET", "/users/" + textOf(ann, "uuid")).at("id").as_int64())
        );
        CPPUNIT_ASSERT_EQUAL(id, std::to_string(done(reader, "GET", "/users/ann").at("id").as_int64()));
        expect({
            {reader, "GET", "/users/999999", "", 404},
            {reader, "GET", "/users/00000000-0000-4000-8000-000000000000", "", 404},
            {reader, "GET", "/users/nobody", "", 404},
            {reader, "GET", "/users/-1", "", 404},
        });
    }

    void aListIsSearchedFilteredAndPaged() {
        addUser("ann", {{"user_type", "noc_manager"}});
        addUser("bob");
        expect({
            {reader, "GET", "/users/?search=ANN", "", 200, "\"ann\"", "\"bob\""},
            {reader, "GET", "/users/search/?q=bob@", "", 200, "\"bob\"", "\"ann\""},
            {reader, "GET", "/users/search/?q=%25", "", 200, "[]"},
            {reader, "GET", "/users/?user_type=noc_manager", "", 200, "\"ann\"", "\"bob\""},
            {reader, "GET", "/users/?role=Admin", "", 200, "root-admin", "\"ann\""},
            {reader, "GET", "/users/?is_locked=true", "", 200, "[]"},
            {reader, "GET", "/users/?ordering=-username&page_size=1", "", 200, "\"stranger\"", "\"ann\""},
            {reader, "GET", "/users/?ordering=password_hash", "", 400, "ordering"},
            {reader, "GET", "/users/?page=0", "", 400, "page"},
            {reader, "GET", "/users/?is_active=perhaps", "", 400, "is_active"},
        });
    }

    void whatIsSentIsChangedAndTheRestStays() {
        const std::string path = "/users/" + addUser("ann", {{"name", "Ann Miller"}, {"mobile", "123"}});
        const Json renamed = done(manager, "PUT", path, {{"first_name", "Mary Ann"}, {"department", "Sales"}});
        CPPUNIT_ASSERT_EQUAL(std::string("Mary Ann Miller"), textOf(renamed, "name"));
        CPPUNIT_ASSERT_EQUAL(std::string("123"), textOf(renamed, "mobile"));
        const Json shown = done(manager, "GET", path);
        CPPUNIT_ASSERT_EQUAL(std::string("Sales"), textOf(shown, "department"));
        expect({
            {manager,
             "PATCH",
             path,
             R"({"email": "new@example.com"})",
             200,
             "new@example.com",
             "",
             "auth.account.changed"},
            {manager, "PATCH", path, R"({"designation": "Clerk"})", 200, "Clerk", "", "identity.profile.changed"},
            {manager, "PATCH", path, R"({"email": "nonsense"})", 400, "email"},
            {manager, "PATCH", path, R"({"username": "root-admin"})", 400, "login_id"},
            {manager,
             "PATCH",
             path,
             R"({"is_active": false})",
             200,
             R"("is_active":false)",
             "",
             "auth.account.deactivated"},
            {manager, "PATCH", "/users/999999", R"({"name": "X"})", 404},
            {manager, "PATCH", "/users/root-admin", R"({"name": "X"})", 403},
            {manager, "PATCH", "/users/root-admin", R"({"mobile": "1"})", 403},
            {reader, "PATCH", path, R"({"name": "X"})", 403},
        });
    }

    void rolesSentAreTheRolesHeld() {
        for (const char* name : {"one", "two"}) {
            done(admin, "POST", "/roles/", {{"name", name}});
        }
        const std::string path = "/users/" + addUser("ann", {{"roles", tenon::JsonArray{"one"}}});
        const Json changed = done(admin, "PATCH", path, {{"roles", tenon::JsonArray{"two"}}});
        const std::string roles = boost::json::serialize(changed.at("roles"));
        CPPUNIT_ASSERT(roles.find("\"two\"") != std::string::npos && roles.find("\"Standard\"") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string::npos, roles.find("\"one\""));
    }

    void aDeletedUserIsGone() {
        const std::string path = "/users/" + addUser("ann");
        const auto token = signedIn("ann");
        expect({
            {reader, "DELETE", path, "", 403},
            {manager, "DELETE", path, "", 200, "deleted", "", "auth.account.removed"},
            {manager, "GET", path, "", 404},
            {manager, "DELETE", path, "", 404},
            {nobody, "POST", "/auth/login", R"({"username": "ann", "password": "correct horse battery"})", 401},
        });
        CPPUNIT_ASSERT_EQUAL(401, kernel().call(nobody, "GET", "/auth/me", nullptr, token).status);
    }

    void aResetPasswordMustBeChangedBeforeAnythingElse() {
        const std::string path = "/users/" + addUser("ann") + "/reset-password";
        expect({
            {manager, "POST", path, "{}", 400, "new_password"},
            {manager, "POST", path, R"({"new_password": "short"})", 400},
            {manager,
             "POST",
             path,
             R"({"password": "a temporary one"})",
             200,
             "",
             "a temporary",
             "auth.password.reset"},
            {manager, "POST", "/users/999999/reset-password", R"({"password": "a temporary one"})", 404},
            {manager, "POST", "/users/root-admin/reset-password", R"({"password": "a temporary one"})", 403},
        });
        const auto token = signedIn("ann", "a temporary one");
        const auto as = [&](std::string_view method, std::string_view called, const Json& body = nullptr) {
            return kernel().call(nobody, method, called, body, token);
        };
        CPPUNIT_ASSERT_EQUAL(403, as("GET", "/users/permissions").status);
        CPPUNIT_ASSERT_EQUAL(403, as("GET", "/roles/").status);
        CPPUNIT_ASSERT_EQUAL(200, as("GET", "/auth/me").status);
        CPPUNIT_ASSERT_EQUAL(200, as("GET", "/users/profile").status);
        const Json change{
            {"old_password", "a temporary one"},
            {"new_password", "one of her own"},
            {"new_password_confirm", "one of her own"}};
        CPPUNIT_ASSERT_EQUAL(200, as("POST", "/users/change-password", change).status);
        CPPUNIT_ASSERT_EQUAL(
            200, kernel().call(nobody, "GET", "/users/permissions", nullptr, signedIn("ann", "one of her own")).status
        );
    }

    void aLockEndsTheSession() {
        const std::string path = "/users/" + addUser("ann") + "/lock-unlock";
        const auto token = signedIn("ann");
        expect({
            {manager, "PATCH", path, "{}", 400, "is_locked"},
            {manager, "PATCH", path, R"({"is_locked": "perhaps"})", 400, "is_locked"},
            {manager, "PATCH", path, R"({"is_locked": true})", 200, R"("is_locked":true)", "", "auth.account.locked"},
            {nobody, "POST", "/auth/login", R"({"username": "ann", "password": "correct horse battery"})", 401},
        });
        CPPUNIT_ASSERT_EQUAL(401, kernel().call(nobody, "GET", "/auth/me", nullptr, token).status);
        expect({
            {manager, "PATCH", path, R"({"is_locked": false})", 200, "", "", "auth.account.unlocked"},
            {nobody, "POST", "/auth/login", R"({"username": "ann", "password": "correct horse battery"})", 200},
        });
    }

    void aRoleIsChangedByNameAndInTheWordsOfTheDocument() {
        const std::string path = "/users/" + addUser("ann") + "/change-role";
        expect({
            {admin, "PATCH", path, "{}", 400, "role"},
            {admin, "PATCH", path, R"({"role": "Emperor"})", 400, "role"},
            {admin, "PATCH", path, R"({"role": "billing_manager"})", 200, "billing_manager", "", "auth.role.changed"},
            {admin,
             "POST",
             "/users/ann/assign-role/",
             R"({"role": "admin"})",
             201,
             R"({"message":"Role for ann changed to Admin"})"},
            {admin, "GET", "/users/ann/user-role/", "", 200, R"({"role":"Admin"})"},
            {admin, "POST", "/users/ann/assign-role/", R"({"role": "Emperor"})", 400, R"({"error":"Invalid role"})"},
            {admin, "POST", "/users/ann/assign-role/", "{}", 400, R"({"error":"Invalid role"})"},
            {admin,
             "POST",
             "/users/none/assign-role/",
             R"({"role": "Standard"})",
             404,
             R"({"error":"User not found"})"},
            {admin, "GET", "/users/none/user-role/", "", 404, R"({"error":"User not found"})"},
            {stranger, "GET", "/users/stranger/user-role/", "", 200, "Standard"},
            {manager, "POST", "/users/stranger/assign-role/", R"({"role": "Admin"})", 403},
        });
    }

    void nobodyActsOnHimself() {
        expect({
            {admin, "DELETE", "/users/root-admin", "", 403},
            {admin, "PATCH", "/users/root-admin/lock-unlock", R"({"is_locked": true})", 403},
            {admin, "PATCH", "/users/root-admin/change-role", R"({"role": "Standard"})", 403},
            {admin, "PATCH", "/users/root-admin", R"({"is_active": false})", 403},
        });
    }

    void theLastSuperuserCannotStepDown() {
        addUser("second", {{"role", "Admin"}});
        const auto second = signedIn("second");
        const auto as = [&](std::string_view method, std::string_view path, const Json& body) {
            return kernel().call(nobody, method, path, body, second);
        };
        CPPUNIT_ASSERT_EQUAL(200, as("PATCH", "/users/root-admin/lock-unlock", {{"is_locked", true}}).status);
        // Now `second` is the last one who can sign in; the system itself must not take that away either.
        const Answer refused = as("PATCH", "/users/second/change-role", {{"role", "Standard"}});
        CPPUNIT_ASSERT_EQUAL(403, refused.status);
        CPPUNIT_ASSERT_EQUAL(200, as("PATCH", "/users/root-admin/lock-unlock", {{"is_locked", false}}).status);
    }

    void readOnlyAndUnknownMembersAreRefused() {
        const std::string path = "/users/" + addUser("ann");
        for (const char* member :
             {"id",
              "uuid",
              "is_superuser",
              "is_staff",
              "created_by",
              "tenant_id",
              "date_joined",
              "permissions",
              "parent_id"}) {
            const Json body{{member, 1}};
            CPPUNIT_ASSERT_EQUAL_MESSAGE(member, 400, kernel().call(admin, "PATCH", path, body).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(member, 400, kernel().call(admin, "POST", "/users/", body).status);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(UsersTest);

} // namespace identity::test
