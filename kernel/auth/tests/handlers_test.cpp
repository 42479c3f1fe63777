#include "auth_fixture.h"

#include <kernel/auth/routes/handlers.h>

#include <map>

namespace tenon::auth {

/// A request as the kernel hands it to a handler.
class GivenRequest : public Request {
public:
    GivenRequest(const Caller& caller, JsonObject body, std::map<std::string, std::string> headers = {})
        : _caller(caller), _body(std::move(body)), _headers(std::move(headers)) {}

    [[nodiscard]] std::string_view method() const override { return "POST"; }

    [[nodiscard]] std::string_view path() const override { return "/"; }

    [[nodiscard]] std::string_view parameter(std::string_view) const override { return {}; }

    [[nodiscard]] std::optional<std::string_view> queryValue(std::string_view) const override { return {}; }

    [[nodiscard]] const JsonObject& arguments() const override { return _none; }

    [[nodiscard]] const JsonObject& body() const override { return _body; }

    [[nodiscard]] std::span<const Upload> uploads() const override { return {}; }

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const override {
        const auto found = _headers.find(std::string(name));
        return found == _headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    }

    [[nodiscard]] const Caller& caller() const override { return _caller; }

    [[nodiscard]] std::string_view language() const override { return "en"; }

    [[nodiscard]] Paging paging() const override { return {}; }

    [[nodiscard]] std::string_view dialect() const override { return "gaara"; }

    [[nodiscard]] bool isAbandoned() const override { return false; }

private:
    const Caller& _caller;
    JsonObject _body;
    JsonObject _none;
    std::map<std::string, std::string> _headers;
};

class HandlersTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(HandlersTest);
    CPPUNIT_TEST(aLoginAnswersInEverySpelling);
    CPPUNIT_TEST(aLoginTellsNoSecretOfTheAccount);
    CPPUNIT_TEST(theTokenKnowsTheDialect);
    CPPUNIT_TEST(aLockedNameIsToldWhereThatIsDocumented);
    CPPUNIT_TEST(mockClaimsAreRefusedUnlessTheServerIsToldTo);
    CPPUNIT_TEST(missingFieldsAreToldTogether);
    CPPUNIT_TEST(wrongCredentialsAre401);
    CPPUNIT_TEST(refreshingNeedsAToken);
    CPPUNIT_TEST(refreshingAnswersInEverySpelling);
    CPPUNIT_TEST(loggingOutEndsTheSession);
    CPPUNIT_TEST(loggingOutEverywhereEndsAllSessions);
    CPPUNIT_TEST(validatingAnInvalidTokenIsNoError);
    CPPUNIT_TEST(verifyingTakesTheTokenFromTheHeader);
    CPPUNIT_TEST(verifyingNothingIs401);
    CPPUNIT_TEST(meIsTheSignedInAccount);
    CPPUNIT_TEST(theFirstAdminIsMadeAsDocumented);
    CPPUNIT_TEST(bitblastReadsTokenNameAndRole);
    CPPUNIT_TEST_SUITE_END();

public:
    HandlersTest() : AuthFixture(Backend::Sqlite) {}

    void setUp() override {
        AuthFixture::setUp();
        addUser("ann", "ann@example.com");
        _on = std::make_unique<Handlers>(auth());
    }

    void tearDown() override {
        _on.reset();
        AuthFixture::tearDown();
    }

private:
    static const JsonObject& bodyOf(const Reply& reply) { return std::get<Json>(reply.content()).as_object(); }

    JsonObject login(JsonObject body, std::map<std::string, std::string> headers = {}) {
        body.emplace("password", goodPassword);
        return bodyOf(_on->login(GivenRequest(_nobody, std::move(body), std::move(headers))));
    }

    std::string dialectOf(const JsonObject& answer) {
        return std::string(auth().authenticator().bearerOf(textAt(answer, "access"))->dialect());
    }

    void aLoginAnswersInEverySpelling() {
        const JsonObject answer = login({{"username", "ann"}, {"remember_me", true}});
        for (const char* key : {"access_token", "access", "token"}) {
            CPPUNIT_ASSERT_MESSAGE(key, isValid(std::string(textAt(answer, key))));
        }
        CPPUNIT_ASSERT_EQUAL(textAt(answer, "refresh"), textAt(answer, "refresh_token"));
        CPPUNIT_ASSERT_EQUAL(textAt(answer, "access"), textAt(answer.at("tokens").as_object(), "access"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("Bearer"), textAt(answer, "token_type"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1800}, answer.at("expires_in").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string_view("2026-03-01T08:30:00.000000Z"), textAt(answer, "expires_at"));
        CPPUNIT_ASSERT(flagAt(answer, "remember_me"));
        const JsonObject& user = answer.at("user").as_object();
        for (const char* key :
             {"id",
              "uuid",
              "username",
              "login_id",
              "email",
              "name",
              "role",
              "user_type",
              "is_superuser",
              "is_staff",
              "is_active",
              "roles",
              "permissions",
              "date_joined",
              "last_login"}) {
            CPPUNIT_ASSERT_MESSAGE(key, user.contains(key));
        }
    }

    void aLoginTellsNoSecretOfTheAccount() {
        const std::string text = boost::json::serialize(login({{"username", "ann"}}));
        CPPUNIT_ASSERT(text.find("argon2") == std::string::npos);
        CPPUNIT_ASSERT(text.find(goodPassword) == std::string::npos);
        CPPUNIT_ASSERT(text.find("failed_attempts") == std::string::npos);
    }

    void theTokenKnowsTheDialect() {
        CPPUNIT_ASSERT_EQUAL(std::string("gaara"), dialectOf(login({{"username", "ann"}})));
    }

    void missingFieldsAreToldTogether() {
        try {
            static_cast<void>(_on->login(GivenRequest(_nobody, {})));
            CPPUNIT_FAIL("accepted");
        } catch (const Invalid& invalid) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{2}, invalid.fields().size());
        }
    }

    void wrongCredentialsAre401() {
        const GivenRequest request(_nobody, {{"email", "ann@example.com"}, {"password", "wrong"}});
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { static_cast<void>(_on->login(request)); }));
    }

    void aLockedNameIsToldWhereThatIsDocumented() {
        // Whether there is such an account or not: what is told must not say.
        for (const char* name : {"ann", "nobody"}) {
            const GivenRequest request(_nobody, {{"username", name}, {"password", "wrong"}});
            const auto locking = [&] { return refusalOf([&] { static_cast<void>(_on->lockingLogin(request)); }); };
            for (int i = 0; i < 4; ++i) {
                CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 401, locking());
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 423, locking());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 401, refusalOf([&] { static_cast<void>(_on->login(request)); }));
            now = now + std::chrono::minutes(15);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 401, locking());
        }
    }

    void mockClaimsAreRefusedUnlessTheServerIsToldTo() {
        const GivenRequest request(_nobody, {});
        CPPUNIT_ASSERT_EQUAL(403, refusalOf([&] { static_cast<void>(_on->mockClaims(request)); }));
        Settings settings = testSettings();
        settings.mockClaims = true;
        _on.reset();
        start(settings);
        _on = std::make_unique<Handlers>(auth());
        const Reply reply = _on->mockClaims(request);
        CPPUNIT_ASSERT_EQUAL(std::string_view("mock"), textAt(bodyOf(reply), "username"));
        CPPUNIT_ASSERT(boost::json::serialize(bodyOf(reply)).find("token") == std::string::npos);
    }

    void refreshingNeedsAToken() {
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { static_cast<void>(_on->refresh(GivenRequest(_nobody, {}))); }));
        const GivenRequest wrong(_nobody, {{"refresh_token", "not-a-token"}});
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { static_cast<void>(_on->refresh(wrong)); }));
    }

    void refreshingAnswersInEverySpelling() {
        const Reply reply = _on->refresh(GivenRequest(_nobody, {{"refresh_token", signIn("ann").refresh}}));
        CPPUNIT_ASSERT(isValid(std::string(textAt(bodyOf(reply), "access_token"))));
        CPPUNIT_ASSERT(bodyOf(reply).at("tokens").as_object().contains("refresh"));
    }

    void loggingOutEndsTheSession() {
        const SessionTokens tokens = signIn("ann");
        const SessionTokens other = signIn("ann");
        const PrincipalCaller caller = callerWith(tokens);
        const Reply reply = _on->logout(GivenRequest(caller, {{"refresh_token", tokens.refresh}}));
        CPPUNIT_ASSERT_EQUAL(200, reply.status());
        CPPUNIT_ASSERT(!isValid(tokens.access) && isValid(other.access));
    }

    void loggingOutEverywhereEndsAllSessions() {
        const SessionTokens tokens = signIn("ann");
        const SessionTokens other = signIn("ann");
        const PrincipalCaller caller = callerWith(tokens);
        static_cast<void>(_on->logout(GivenRequest(caller, {{"logout_all_devices", true}})));
        CPPUNIT_ASSERT(!isValid(tokens.access) && !isValid(other.access));
    }

    void validatingAnInvalidTokenIsNoError() {
        CPPUNIT_ASSERT(!flagAt(bodyOf(_on->validate(GivenRequest(_nobody, {{"token", "not-a-token"}}))), "valid"));
        const Reply valid = _on->validate(GivenRequest(_nobody, {{"token", signIn("ann").access}}));
        CPPUNIT_ASSERT(flagAt(bodyOf(valid), "valid"));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] { static_cast<void>(_on->validate(GivenRequest(_nobody, {}))); }));
    }

    void verifyingTakesTheTokenFromTheHeader() {
        const GivenRequest request(_nobody, {}, {{"authorization", "Bearer " + signIn("ann").access}});
        const Reply reply = _on->verify(request);
        CPPUNIT_ASSERT_EQUAL(std::string_view("ann"), textAt(bodyOf(reply).at("user").as_object(), "login_id"));
    }

    void verifyingNothingIs401() {
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { static_cast<void>(_on->verify(GivenRequest(_nobody, {}))); }));
    }

    void meIsTheSignedInAccount() {
        const PrincipalCaller caller = callerWith(signIn("ann"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("ann"), textAt(bodyOf(_on->me(GivenRequest(caller, {}))), "username"));
        CPPUNIT_ASSERT_EQUAL(401, refusalOf([&] { static_cast<void>(_on->me(GivenRequest(_nobody, {}))); }));
    }

    void theFirstAdminIsMadeAsDocumented() {
        const GivenRequest request(_nobody, {{"username", "boss"}, {"password", goodPassword}, {"role", "Admin"}});
        CPPUNIT_ASSERT(!flagAt(bodyOf(_on->adminExists(request)), "exists"));
        CPPUNIT_ASSERT_EQUAL(400, refusalOf([&] {
                                 static_cast<void>(_on->createFirstAdmin(GivenRequest(_nobody, {})));
                             }));
        const Reply made = _on->createFirstAdmin(request);
        CPPUNIT_ASSERT_EQUAL(201, made.status());
        CPPUNIT_ASSERT_EQUAL(std::string_view("Admin user created successfully."), textAt(bodyOf(made), "success"));
        CPPUNIT_ASSERT(flagAt(bodyOf(_on->adminExists(request)), "exists"));
        try {
            static_cast<void>(_on->createFirstAdmin(request));
            CPPUNIT_FAIL("made a second one");
        } catch (const Error& error) {
            CPPUNIT_ASSERT_EQUAL(400, error.status());
            CPPUNIT_ASSERT_EQUAL(std::string("Admin user already exists."), error.message().english());
        }
    }

    void bitblastReadsTokenNameAndRole() {
        const GivenRequest request(_nobody, {{"username", "ann"}, {"password", goodPassword}, {"role", "Standard "}});
        const Reply reply = _on->briefLogin(request);
        const JsonObject& answer = bodyOf(reply);
        CPPUNIT_ASSERT(isValid(std::string(textAt(answer, "token"))));
        CPPUNIT_ASSERT_EQUAL(std::string_view("ann"), textAt(answer, "username"));
        CPPUNIT_ASSERT_EQUAL(std::string_view("Standard"), textAt(answer, "role"));
    }

    std::unique_ptr<Handlers> _on;
};

CPPUNIT_TEST_SUITE_REGISTRATION(HandlersTest);

} // namespace tenon::auth
