/// Signing in as the clients of the five systems do, to one server that serves them all.

#include "support.h"

namespace things::test {

namespace {

constexpr const char* password = "a password of the test kit";

} // namespace

class SignInTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(SignInTest);
    CPPUNIT_TEST(eachClientIsKnownByWhatItSends);
    CPPUNIT_TEST(wrongCredentialsAreToldAsEachSystemDocuments);
    CPPUNIT_TEST(aTokenIsAnsweredInTheDialectOfItsLogin);
    CPPUNIT_TEST(refreshAndLogoutAreShared);
    CPPUNIT_TEST(aMissingNameIsToldWhereTheClientLooksForIt);
    CPPUNIT_TEST(aForgottenTokenDoesNotHinderALogin);
    CPPUNIT_TEST(aLockedNameIsToldByGaarasLoginAlone);
    CPPUNIT_TEST(oneSystemsServerAnswersInItsDialect);
    CPPUNIT_TEST_SUITE_END();

public:
    SignInTest() : KernelFixture(On::Sqlite) {}

    void setUp() override {
        KernelFixture::setUp();
        assertStatus(200, call(clerk, "GET", "/things/")); // Makes the account.
    }

    void eachClientIsKnownByWhatItSends() {
        const Json danasaham = signedIn("/auth/login", "email", "clerk@example.com", 401);
        CPPUNIT_ASSERT(danasaham.at("error").is_string());
        const Json gaara = signedIn("/auth/login/", "username", "clerk");
        CPPUNIT_ASSERT(gaara.at("status") == "success" && gaara.at("data").at("access").is_string());
        const Json ktl = signedIn("/auth/login", "login_id", "clerk");
        CPPUNIT_ASSERT(ktl.at("success") == true && ktl.at("message") == "Login successful");
        CPPUNIT_ASSERT(ktl.at("data").at("tokens").at("token_type") == "Bearer");
        CPPUNIT_ASSERT(ktl.at("data").at("user").at("id") == ktl.at("data").at("user").at("uuid"));
        const Json bitblast = signedIn("/d-login/", "username", "clerk");
        CPPUNIT_ASSERT(bitblast.at("token").is_string() && bitblast.at("username") == "clerk");
        const Json visa = signedIn("/api-token-auth/", "username", "clerk");
        CPPUNIT_ASSERT(visa.at("token").is_string() && visa.at("refresh").is_string());
    }

    void wrongCredentialsAreToldAsEachSystemDocuments() {
        const auto refused = [&](const std::string& path, const std::string& body, int status) {
            const Answer answer = call(nobody, "POST", path, body);
            assertStatus(status, answer);
            return answer.json;
        };
        assertJson(
            R"({"success": false, "status": 400, "message": "Login failed",
                "error": {"non_field_errors": ["Invalid login credentials."]}})",
            refused("/auth/login", R"({"login_id": "x", "password": "wrong"})", 400)
        );
        assertJson(
            R"({"status": "error", "error": {"code": "INVALID_CREDENTIALS", "message": "Invalid credentials.", "details": {}}})",
            refused("/auth/login", R"({"username": "x", "password": "wrong"})", 401)
        );
        assertJson(
            R"({"error": "Invalid credentials"})", refused("/d-login", R"({"username": "x", "password": "wrong"})", 401)
        );
        assertJson(
            R"({"error": "Please provide both username and password"})",
            refused("/d-login", R"({"username": "x"})", 400)
        );
        assertJson(
            R"({"detail": "No active account found with the given credentials", "code": "INVALID_CREDENTIALS"})",
            refused("/api-token-auth", R"({"username": "x", "password": "wrong"})", 401)
        );
        assertJson(
            R"({"error": "No LDAP server is configured."})",
            refused("/ldap-login", R"({"username": "x", "password": "x"})", 503)
        );
    }

    void aTokenIsAnsweredInTheDialectOfItsLogin() {
        const std::string ktl =
            tokenOf(signedIn("/auth/login", "login_id", "clerk").at("data").at("tokens").at("access"));
        const std::string gaara = tokenOf(signedIn("/auth/login", "username", "clerk").at("data").at("access"));
        const std::string bitblast = tokenOf(signedIn("/d-login", "username", "clerk").at("token"));
        CPPUNIT_ASSERT(boxes("Bearer " + ktl).at("success") == true);
        CPPUNIT_ASSERT(boxes("Bearer " + gaara).at("results").is_array());
        CPPUNIT_ASSERT(boxes("Token " + bitblast).is_array());
        CPPUNIT_ASSERT_MESSAGE("either word names either token", boxes("token " + ktl).at("success") == true);
        CPPUNIT_ASSERT(boxes("bearer " + bitblast).is_array());
    }

    void refreshAndLogoutAreShared() {
        const Json login = signedIn("/auth/login", "login_id", "clerk");
        const std::string refresh = tokenOf(login.at("data").at("tokens").at("refresh"));
        const Answer renewed =
            kernel().send(nobody, post("/api/v1/auth/refresh/", R"({"refresh_token": ")" + refresh + "\"}"));
        assertStatus(200, renewed);
        CPPUNIT_ASSERT(renewed.json.at("message") == "Token refreshed successfully");
        const std::string access = tokenOf(renewed.json.at("data").at("tokens").at("access"));
        auto logout = post("/api/v1/auth/logout/", "{}");
        logout.headers["authorization"] = "Bearer " + access;
        const Answer left = kernel().send(nobody, logout);
        assertJson(R"({"success": true, "status": 200, "message": "Logout successful", "data": []})", left.json);
        const Answer again = kernel().send(nobody, logout);
        assertStatus(401, again);
        const Answer spent = kernel().send(nobody, post("/api/auth/refresh/", R"({"refresh": ")" + refresh + "\"}"));
        assertStatus(401, spent);
        CPPUNIT_ASSERT_MESSAGE("`refresh` is Gaara's word", spent.json.at("status") == "error");
    }

    void aMissingNameIsToldWhereTheClientLooksForIt() {
        const Answer ktl = call(nobody, "POST", "/auth/login", R"({"login_id": ""})");
        CPPUNIT_ASSERT_MESSAGE(ktl.text, ktl.json.at("error").as_object().contains("login_id"));
        const Answer asked = call(nobody, "POST", "/auth/login", "{}", {{"x-api-dialect", "ktl"}});
        CPPUNIT_ASSERT_MESSAGE(asked.text, asked.json.at("error").as_object().contains("login_id"));
        const Answer danasaham = call(nobody, "POST", "/auth/login", R"({"email": ""})");
        CPPUNIT_ASSERT_MESSAGE(danasaham.text, danasaham.json.at("fields").as_object().contains("email"));
    }

    void aForgottenTokenDoesNotHinderALogin() {
        const std::string body = R"({"username": "clerk", "password": ")" + std::string(password) + "\"}";
        assertStatus(200, call(nobody, "POST", "/auth/login", body, {{"authorization", "Bearer stale"}}));
        assertStatus(401, call(nobody, "GET", "/health/detailed", {}, {{"authorization", "Bearer stale"}}));
    }

    void aLockedNameIsToldByGaarasLoginAlone() {
        const std::string wrong = R"({"username": "clerk", "password": "wrong"})";
        for (int i = 0; i < 5; ++i) {
            static_cast<void>(call(nobody, "POST", "/auth/login", wrong));
        }
        const Answer gaara = call(nobody, "POST", "/security/login/", wrong);
        assertStatus(423, gaara);
        CPPUNIT_ASSERT(gaara.json.at("error").at("code") == "ACCOUNT_LOCKED");
        CPPUNIT_ASSERT(gaara.json.at("error").at("details").at("retry_after").as_int64() > 0);
        CPPUNIT_ASSERT(gaara.headers.contains("retry-after"));
        assertStatus(401, call(nobody, "POST", "/auth/login", wrong));
        static_cast<void>(signedIn("/auth/login", "username", "clerk", 401)); // Though the password is right.
    }

    void oneSystemsServerAnswersInItsDialect() {
        const Answer answer = call(nobody, "GET", "/health-check/", {}, {{"x-api-dialect", "ktl"}});
        assertJson(R"({"success": true, "status": 200, "message": "Success", "data": {"status": "ok"}})", answer.json);
    }

private:
    static tenon::test::RawRequest post(const std::string& target, const std::string& body) {
        return {.method = "POST", .target = target, .headers = {{"content-type", "application/json"}}, .body = body};
    }

    static std::string tokenOf(const Json& token) { return std::string(tenon::textOf(token.as_string())); }

    Json signedIn(const std::string& path, const std::string& key, const std::string& name, int status = 200) {
        const Answer answer =
            call(nobody, "POST", path, "{\"" + key + "\": \"" + name + R"(", "password": ")" + password + "\"}");
        assertStatus(status, answer);
        return answer.json;
    }

    Json boxes(const std::string& authorization) {
        const Answer answer = call(nobody, "GET", "/boxes/", {}, {{"authorization", authorization}});
        assertStatus(200, answer);
        return answer.json;
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SignInTest);

} // namespace things::test
