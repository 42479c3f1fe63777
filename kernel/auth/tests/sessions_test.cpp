#include "auth_fixture.h"

#include <atomic>
#include <future>

namespace tenon::auth {

template <Backend backend>
class SessionsTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(SessionsTest);
    CPPUNIT_TEST(bothSchemesNameTheBearer);
    CPPUNIT_TEST(anotherSchemeIsRefused);
    CPPUNIT_TEST(eachLoginOpensASessionOfItsOwn);
    CPPUNIT_TEST(aRefreshTokenIsNoAccessToken);
    CPPUNIT_TEST(anAccessTokenIsNoRefreshToken);
    CPPUNIT_TEST(renewingKeepsSessionAndDialect);
    CPPUNIT_TEST(aSpentRefreshTokenEndsItsSession);
    CPPUNIT_TEST(aRefreshTokenSpentDuringTheCallIsOnlyLate);
    CPPUNIT_TEST(ofConcurrentRenewalsOneWins);
    CPPUNIT_TEST(anExpiredRefreshTokenIsRefused);
    CPPUNIT_TEST(refreshTokensAreStoredHashed);
    CPPUNIT_TEST(loggingOutEndsThisSessionOnly);
    CPPUNIT_TEST(loggingOutEverywhereEndsAll);
    CPPUNIT_TEST(aRefreshTokenOfAnotherAccountEndsNothing);
    CPPUNIT_TEST(aDisabledAccountIsOutAtOnce);
    CPPUNIT_TEST(aLockedAccountIsOutAtOnce);
    CPPUNIT_TEST(aChangedPasswordEndsEverySession);
    CPPUNIT_TEST(aRoleIsSeenByTheNextRequest);
    CPPUNIT_TEST(anExpiredAssignmentGrantsNothingFromThatInstant);
    CPPUNIT_TEST(aChangeOnAnotherNodeIsSeenWithinSeconds);
    CPPUNIT_TEST(anAuthenticatedRequestDoesNotAskTheDatabase);
    CPPUNIT_TEST(anExpiredAccessTokenIsRefusedThoughItWasCached);
    CPPUNIT_TEST(aForgedTokenWithACachedSignatureIsRefused);
    CPPUNIT_TEST(expiredTokensAreRemoved);
    CPPUNIT_TEST_SUITE_END();

public:
    SessionsTest() : AuthFixture(backend) {}

    void setUp() override {
        AuthFixture::setUp();
        _account = addUser("ann", "ann@example.com");
    }

private:
    [[nodiscard]] int renewalRefusal(const std::string& token) {
        return refusalOf([&] { static_cast<void>(auth().sessions().renew(_nobody, token)); });
    }

    void bothSchemesNameTheBearer() {
        const SessionTokens tokens = signIn("ann");
        for (const char* scheme : {"Bearer ", "Token ", "bearer ", "TOKEN  "}) {
            const auto principal = auth().authenticator().authenticate(scheme + tokens.access);
            CPPUNIT_ASSERT_EQUAL(_account.id, principal->id());
            CPPUNIT_ASSERT_EQUAL(std::string("gaara"), std::string(principal->dialect()));
        }
        CPPUNIT_ASSERT(auth().authenticator().authenticate("") == nullptr);
    }

    void anotherSchemeIsRefused() {
        const SessionTokens tokens = signIn("ann");
        for (const std::string& header :
             {"Basic " + tokens.access,
              tokens.access,
              std::string("Bearer"),
              std::string("Bearer "),
              "Bearer" + tokens.access}) {
            CPPUNIT_ASSERT_THROW(static_cast<void>(auth().authenticator().authenticate(header)), Unauthenticated);
        }
    }

    void eachLoginOpensASessionOfItsOwn() {
        const auto first = auth().authenticator().bearerOf(signIn("ann").access);
        const auto second = auth().authenticator().bearerOf(signIn("ann").access);
        CPPUNIT_ASSERT(first->session() != second->session());
    }

    void aRefreshTokenIsNoAccessToken() { CPPUNIT_ASSERT(!isValid(signIn("ann").refresh)); }

    void anAccessTokenIsNoRefreshToken() { CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(signIn("ann").access)); }

    void renewingKeepsSessionAndDialect() {
        const SessionTokens first = signIn("ann");
        const SessionTokens second = auth().sessions().renew(_nobody, first.refresh);
        CPPUNIT_ASSERT(first.refresh != second.refresh && first.access != second.access);
        const auto before = auth().authenticator().bearerOf(first.access);
        const auto after = auth().authenticator().bearerOf(second.access);
        CPPUNIT_ASSERT_EQUAL(std::string(before->session()), std::string(after->session()));
        CPPUNIT_ASSERT_EQUAL(std::string("gaara"), std::string(after->dialect()));
    }

    void aSpentRefreshTokenEndsItsSession() {
        const SessionTokens first = signIn("ann");
        const SessionTokens second = auth().sessions().renew(_nobody, first.refresh);
        const SessionTokens other = signIn("ann");
        CPPUNIT_ASSERT(isValid(second.access));

        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(first.refresh));
        CPPUNIT_ASSERT(!isValid(second.access));
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(second.refresh));
        CPPUNIT_ASSERT(isValid(other.access));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("auth.session.reuse_detected"));
    }

    void aRefreshTokenSpentDuringTheCallIsOnlyLate() {
        const SessionTokens first = signIn("ann");
        const SessionTokens second = auth().sessions().renew(_nobody, first.refresh);
        db().execute(
            "UPDATE tenon_refresh_token SET used_at = :later WHERE used_at IS NOT NULL",
            {{"later", now + std::chrono::milliseconds(1)}}
        );
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(first.refresh));
        CPPUNIT_ASSERT(isValid(second.access));
    }

    void ofConcurrentRenewalsOneWins() {
        const SessionTokens tokens = signIn("ann");
        std::atomic<int> winners{0};
        std::vector<std::future<void>> callers;
        for (int i = 0; i < 6; ++i) {
            callers.push_back(std::async(std::launch::async, [&] {
                winners += renewalRefusal(tokens.refresh) == 0 ? 1 : 0;
            }));
        }
        for (auto& caller : callers) {
            caller.get();
        }
        CPPUNIT_ASSERT_EQUAL(1, winners.load());
    }

    void anExpiredRefreshTokenIsRefused() {
        const SessionTokens tokens = signIn("ann");
        now = tokens.refreshExpiresAt;
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(tokens.refresh));
    }

    void refreshTokensAreStoredHashed() {
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(db().value<std::string>("SELECT token_hash FROM tenon_refresh_token").value() != tokens.refresh);
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{64}, db().value<std::string>("SELECT token_hash FROM tenon_refresh_token").value().size()
        );
    }

    void loggingOutEndsThisSessionOnly() {
        const SessionTokens mine = signIn("ann");
        const SessionTokens other = signIn("ann");
        const PrincipalCaller caller = callerWith(mine);
        auth().sessions().end(caller, caller.id(), caller.principal().session());
        CPPUNIT_ASSERT(!isValid(mine.access) && isValid(other.access));
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(mine.refresh));
    }

    void loggingOutEverywhereEndsAll() {
        const SessionTokens mine = signIn("ann");
        const SessionTokens other = signIn("ann");
        auth().sessions().endAll(callerWith(mine), _account.id);
        CPPUNIT_ASSERT(!isValid(mine.access) && !isValid(other.access));
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(other.refresh));
        CPPUNIT_ASSERT(isValid(signIn("ann").access));
    }

    void aRefreshTokenOfAnotherAccountEndsNothing() {
        addUser("bob");
        const SessionTokens bobs = signIn("bob");
        auth().sessions().endByToken(callerWith(signIn("ann")), _account.id, bobs.refresh);
        CPPUNIT_ASSERT_EQUAL(0, renewalRefusal(bobs.refresh));
    }

    void aDisabledAccountIsOutAtOnce() {
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(isValid(tokens.access));
        auth().accounts().setActive(_system, _account.id, false);
        CPPUNIT_ASSERT(!isValid(tokens.access));
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(tokens.refresh));
    }

    void aLockedAccountIsOutAtOnce() {
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(isValid(tokens.access));
        auth().accounts().lock(_system, _account.id);
        CPPUNIT_ASSERT(!isValid(tokens.access));
        auth().accounts().unlock(_system, _account.id);
        CPPUNIT_ASSERT(!isValid(tokens.access));
    }

    void aChangedPasswordEndsEverySession() {
        const SessionTokens tokens = signIn("ann");
        auth().accounts().changePassword(callerWith(tokens), goodPassword, "another good one");
        CPPUNIT_ASSERT(!isValid(tokens.access));
        CPPUNIT_ASSERT_EQUAL(401, renewalRefusal(tokens.refresh));
        CPPUNIT_ASSERT(isValid(signIn("ann", "another good one").access));
    }

    void aRoleIsSeenByTheNextRequest() {
        const SessionTokens tokens = signIn("ann");
        auth().roles().define(_system, "clerk", "Clerk", {"shop.view", "shop.change"});
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.view"));
        auth().roles().assign(_system, std::to_string(_account.id), "clerk", {});
        CPPUNIT_ASSERT(callerWith(tokens).has("shop.view"));
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop"));
        auth().roles().define(_system, "clerk", "Clerk", {"shop.change"});
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.view"));
        auth().roles().withdraw(_system, std::to_string(_account.id), "clerk");
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.change"));
    }

    void anExpiredAssignmentGrantsNothingFromThatInstant() {
        const SessionTokens tokens = signIn("ann");
        auth().roles().define(_system, "clerk", "Clerk", {"shop.view"});
        auth().roles().assign(
            _system, std::to_string(_account.id), "clerk", {{"expires_at", (now + std::chrono::seconds(2)).text()}}
        );
        now = now + std::chrono::milliseconds(1999);
        CPPUNIT_ASSERT(callerWith(tokens).has("shop.view"));
        now = now + std::chrono::milliseconds(1);
        CPPUNIT_ASSERT(!callerWith(tokens).has("shop.view"));
    }

    void aChangeOnAnotherNodeIsSeenWithinSeconds() {
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(isValid(tokens.access));
        Auth otherNode(db(), trail(), testSettings(), keyFolder());
        otherNode.accounts().setActive(_system, _account.id, false);
        now = now + std::chrono::seconds(3);
        CPPUNIT_ASSERT(!isValid(tokens.access));
    }

    void anAuthenticatedRequestDoesNotAskTheDatabase() {
        const SessionTokens tokens = signIn("ann");
        CPPUNIT_ASSERT(isValid(tokens.access));
        db().execute("DELETE FROM tenon_refresh_token");
        db().execute("DELETE FROM tenon_user");
        CPPUNIT_ASSERT(isValid(tokens.access));
        now = now + std::chrono::seconds(3);
        CPPUNIT_ASSERT(!isValid(tokens.access));
    }

    void anExpiredAccessTokenIsRefusedThoughItWasCached() {
        const SessionTokens tokens = signIn("ann");
        now = tokens.accessExpiresAt - std::chrono::seconds(1);
        CPPUNIT_ASSERT(isValid(tokens.access));
        now = tokens.accessExpiresAt + std::chrono::seconds(60);
        CPPUNIT_ASSERT(!isValid(tokens.access));
    }

    void aForgedTokenWithACachedSignatureIsRefused() {
        std::string token = signIn("ann").access;
        CPPUNIT_ASSERT(isValid(token));
        const auto at = token.find('.') + 30;
        token[at] = token[at] == 'A' ? 'B' : 'A';
        CPPUNIT_ASSERT(!isValid(token));
    }

    void expiredTokensAreRemoved() {
        static_cast<void>(signIn("ann"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, auth().sessions().removeExpired());
        now = now + std::chrono::days(16);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, auth().sessions().removeExpired());
    }

    Account _account;
};

CPPUNIT_TEST_SUITE_REGISTRATION(SessionsTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(SessionsTest<Backend::PostgreSql>);

} // namespace tenon::auth
