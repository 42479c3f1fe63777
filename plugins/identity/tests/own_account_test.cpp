/// One's own account, preferences, registration and the demo accounts.

#include "../demo_accounts.h"
#include "support.h"

#include <tenon/system_caller.h>

namespace identity::test {

class OwnAccountTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(OwnAccountTest);
    CPPUNIT_TEST(everybodySeesAndChangesHisProfile);
    CPPUNIT_TEST(thePasswordIsChangedWithTheOldOne);
    CPPUNIT_TEST(preferencesAreOnesOwn);
    CPPUNIT_TEST(preferencesAndProfileShareLanguageAndZone);
    CPPUNIT_TEST(preferencesThatAreTooLargeAreRefused);
    CPPUNIT_TEST(registrationIsClosedUnlessTheDeployerOpensIt);
    CPPUNIT_TEST(whoRegistersIsOrdinary);
    CPPUNIT_TEST(demoAccountsCannotBeSignedInTo);
    CPPUNIT_TEST(aLoginShowsTheProfile);
    CPPUNIT_TEST(sentencesAreTranslatedAndCodesAreNot);
    CPPUNIT_TEST_SUITE_END();

public:
    void everybodySeesAndChangesHisProfile() {
        expect({
            {nobody, "GET", "/users/profile/", "", 401},
            {stranger, "GET", "/users/profile/", "", 200, "\"login_id\":\"stranger\""},
            {stranger, "GET", "/users/permissions/", "", 200, "\"permissions\":[]"},
            {reader, "GET", "/users/permissions/", "", 200, "users.view_user"},
            {stranger,
             "PATCH",
             "/users/profile/",
             R"({"name": "A Stranger", "mobile": "+49 30 1234"})",
             200,
             "+49 30 1234",
             "",
             "identity.profile.changed"},
            {stranger, "PATCH", "/users/profile/", R"({"designation": "Boss"})", 400, "designation"},
            {stranger, "PATCH", "/users/profile/", R"({"email": "x@example.com"})", 400, "email"},
            {stranger, "PATCH", "/users/profile/", R"({"user_type": "admin"})", 400, "user_type"},
            {nobody, "PATCH", "/users/profile/", R"({"name": "X"})", 401},
        });
    }

    void thePasswordIsChangedWithTheOldOne() {
        addUser("ann");
        const auto token = signedIn("ann");
        const auto change = [&](const char* old, const char* fresh, const char* again) {
            const Json body{{"old_password", old}, {"new_password", fresh}, {"new_password_confirm", again}};
            return kernel().call(nobody, "POST", "/users/change-password/", body, token).status;
        };
        CPPUNIT_ASSERT_EQUAL(400, change("wrong", "one of her own", "one of her own"));
        CPPUNIT_ASSERT_EQUAL(400, change(goodPassword, "one of her own", "another one"));
        CPPUNIT_ASSERT_EQUAL(400, change(goodPassword, goodPassword, goodPassword));
        CPPUNIT_ASSERT_EQUAL(400, change(goodPassword, "short", "short"));
        CPPUNIT_ASSERT_EQUAL(200, change(goodPassword, "one of her own", "one of her own"));
        CPPUNIT_ASSERT_EQUAL(401, change("one of her own", "yet another one", "yet another one"));
        expect({
            {nobody, "POST", "/users/change-password/", "{}", 401},
            {stranger, "POST", "/users/change-password/", "{}", 400, "old_password"},
        });
    }

    void preferencesAreOnesOwn() {
        done(admin, "GET", "/users/profile/");
        const std::string ann = "/users/" + addUser("ann") + "/preferences/";
        const std::string own = "/users/stranger/preferences/";
        expect({
            {stranger, "GET", "/settings/preferences/", "", 200, "\"language\":\"en\""},
            {stranger,
             "PUT",
             own,
             R"({"theme": "dark", "notifications": {"email": false}})",
             200,
             "dark",
             "",
             "identity.preferences.changed"},
            {stranger, "PUT", own, R"({"density": "high"})", 200, "dark"},
            {stranger, "GET", own, "", 200, "\"email\":false"},
            {stranger, "PUT", "/settings/preferences/", R"({"theme": null})", 200, "density", "theme"},
            {stranger, "GET", ann, "", 403},
            {stranger, "PUT", ann, R"({"theme": "dark"})", 403},
            {reader, "GET", ann, "", 200, "language"},
            {reader, "PUT", ann, R"({"theme": "dark"})", 403},
            {manager, "PUT", ann, R"({"theme": "dark"})", 200, "dark"},
            {manager, "PUT", "/users/root-admin/preferences/", R"({"theme": "dark"})", 403},
            {manager, "GET", "/users/999999/preferences/", "", 404},
            {nobody, "GET", "/settings/preferences/", "", 401},
        });
    }

    void preferencesAndProfileShareLanguageAndZone() {
        expect({
            {stranger,
             "PUT",
             "/settings/preferences/",
             R"({"language": "ar", "timezone": "Asia/Riyadh"})",
             200,
             "Asia/Riyadh"},
            {stranger, "GET", "/users/profile/", "", 200, "\"language_preference\":\"ar\""},
            {stranger, "PUT", "/settings/preferences/", R"({"timezone": "../etc/passwd"})", 400, "timezone"},
            {stranger, "PUT", "/settings/preferences/", R"({"language": 7})", 400, "language"},
            {stranger, "GET", "/settings/preferences/", "", 200, "Asia/Riyadh"},
        });
    }

    void preferencesThatAreTooLargeAreRefused() {
        const Json large{{"notes", std::string(70'000, 'x')}};
        CPPUNIT_ASSERT_EQUAL(400, kernel().call(stranger, "PUT", "/settings/preferences/", large).status);
        CPPUNIT_ASSERT_EQUAL(200, kernel().call(stranger, "GET", "/settings/preferences/").status);
    }

    void registrationIsClosedUnlessTheDeployerOpensIt() {
        expect({
            {nobody,
             "POST",
             "/auth/register/",
             R"({"username": "ann", "email": "ann@example.com", "password": "correct horse battery"})",
             403,
             "REGISTRATION_CLOSED"},
            {nobody, "POST", "/auth/login", R"({"username": "ann", "password": "correct horse battery"})", 401},
        });
    }

    void whoRegistersIsOrdinary() {
        start({{"registration", "open"}});
        expect({
            {nobody, "POST", "/auth/register/", "{}", 400, "username"},
            {nobody,
             "POST",
             "/auth/register/",
             R"({"username": "ann", "email": "ann@example.com", "password": "correct horse battery", "role": "Admin"})",
             400,
             "role"},
            {nobody,
             "POST",
             "/auth/register/",
             R"({"username": "ann", "email": "ann@example.com", "password": "correct horse battery", "first_name": "Ann"})",
             201,
             "Standard",
             "",
             "auth.account.added"},
            {nobody,
             "POST",
             "/auth/register/",
             R"({"username": "Ann", "email": "x@example.com", "password": "correct horse battery"})",
             400,
             "username"},
        });
        const Json own = dataOf(kernel().call(nobody, "GET", "/users/profile/", nullptr, signedIn("ann")));
        CPPUNIT_ASSERT_EQUAL(std::string("Ann"), textOf(own, "first_name"));
        CPPUNIT_ASSERT(!own.at("is_superuser").as_bool());
    }

    void demoAccountsCannotBeSignedInTo() {
        loadDemoAccounts(kernel().app(), tenon::SystemCaller("demo"));
        expect({
            {reader, "GET", "/users/?search=demo.", "", 200, "demo.billing"},
            {reader, "GET", "/users/demo.billing", "", 200, "\"must_change_password\":true"},
            {reader, "GET", "/groups/Demo%20team", "", 200, "demo.field"},
            {nobody, "POST", "/auth/login", R"({"username": "demo.billing", "password": "demo"})", 401},
        });
    }

    void aLoginShowsTheProfile() {
        addUser("ann", {{"employee_id", "EMP7"}});
        expect(
            {{nobody,
              "POST",
              "/auth/login",
              R"({"username": "ann", "password": "correct horse battery"})",
              200,
              "EMP7"}}
        );
    }

    void sentencesAreTranslatedAndCodesAreNot() {
        const Json body{{"username", "ann"}, {"email", "ann@example.com"}, {"password", goodPassword}};
        const Answer answer = kernel().call(nobody, "POST", "/auth/register/", body, {{"accept-language", "ar"}});
        CPPUNIT_ASSERT(answer.text.find("REGISTRATION_CLOSED") != std::string::npos);
        CPPUNIT_ASSERT(answer.text.find("An administrator makes") == std::string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OwnAccountTest);

} // namespace identity::test
