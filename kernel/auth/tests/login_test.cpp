#include "auth_fixture.h"

#include <kernel/auth/sessions/network.h>

namespace tenon::auth {

template <Backend backend>
class LoginTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(LoginTest);
    CPPUNIT_TEST(nameAndAddressSignInWithoutRegardToCase);
    CPPUNIT_TEST(everyRefusalLooksTheSame);
    CPPUNIT_TEST(fiveFailuresLockTheAccountFor15Minutes);
    CPPUNIT_TEST(failuresFarApartDoNotAddUp);
    CPPUNIT_TEST(aLoginForgetsTheFailuresBeforeIt);
    CPPUNIT_TEST(attemptsDuringTheLockDoNotLengthenIt);
    CPPUNIT_TEST(theLockSurvivesARestart);
    CPPUNIT_TEST(theConsoleUnlocks);
    CPPUNIT_TEST(anAddressWaitsAfterManyFailures);
    CPPUNIT_TEST(anAddressWaitsLongerEachTime);
    CPPUNIT_TEST(anotherAddressDoesNotWait);
    CPPUNIT_TEST(failuresAndLoginsAreAudited);
    CPPUNIT_TEST(aFailedLoginKeepsNeitherNameNorPassword);
    CPPUNIT_TEST(anOutdatedHashIsReplacedByALogin);
    CPPUNIT_TEST(anIpv6CustomerIsOneAddress);
    CPPUNIT_TEST_SUITE_END();

public:
    LoginTest() : AuthFixture(backend) {}

    void setUp() override {
        AuthFixture::setUp();
        _account = addUser("Ann", "Ann@Example.com");
    }

private:
    void failTimes(int count) {
        for (int i = 0; i < count; ++i) {
            CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", "wrong"));
        }
    }

    [[nodiscard]] std::string refusalText(const std::string& name, const std::string& password) {
        try {
            static_cast<void>(auth().login().signIn(_nobody, name, password, "gaara"));
            return "signed in";
        } catch (const Error& error) {
            return std::to_string(error.status()) + error.what() + boost::json::serialize(error.details());
        }
    }

    void nameAndAddressSignInWithoutRegardToCase() {
        for (const char* name : {"Ann", "ann", " ANN ", "ann@example.com", "ANN@EXAMPLE.COM"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 0, loginRefusal(name, goodPassword));
        }
    }

    void everyRefusalLooksTheSame() {
        addUser("off");
        addUser("locked");
        auth().accounts().setActive(_system, auth().accounts().find(_system, "off").id, false);
        auth().accounts().lock(_system, auth().accounts().find(_system, "locked").id);
        const std::string expected = refusalText("ann", "wrong");
        CPPUNIT_ASSERT(expected.starts_with("401"));
        CPPUNIT_ASSERT_EQUAL(expected, refusalText("nobody", "wrong"));
        CPPUNIT_ASSERT_EQUAL(expected, refusalText("off", goodPassword));
        CPPUNIT_ASSERT_EQUAL(expected, refusalText("locked", goodPassword));
        failTimes(4);
        CPPUNIT_ASSERT_EQUAL(expected, refusalText("ann", goodPassword));
        CPPUNIT_ASSERT_EQUAL(expected, refusalText(std::string(2000, 'x'), std::string(1000, 'y')));
    }

    void fiveFailuresLockTheAccountFor15Minutes() {
        failTimes(4);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
        failTimes(5);
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("auth.account.locked_out"));
        now = now + std::chrono::minutes(15) - std::chrono::seconds(1);
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
        now = now + std::chrono::seconds(1);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void failuresFarApartDoNotAddUp() {
        failTimes(4);
        now = now + std::chrono::minutes(15);
        failTimes(4);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void aLoginForgetsTheFailuresBeforeIt() {
        failTimes(4);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
        failTimes(4);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void attemptsDuringTheLockDoNotLengthenIt() {
        failTimes(5);
        now = now + std::chrono::minutes(10);
        failTimes(5);
        now = now + std::chrono::minutes(5);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void theLockSurvivesARestart() {
        failTimes(5);
        start(testSettings());
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("ann", goodPassword));
    }

    void theConsoleUnlocks() {
        failTimes(5);
        auth().accounts().unlock(_system, _account.id);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void anAddressWaitsAfterManyFailures() {
        for (int i = 0; i < 30; ++i) {
            CPPUNIT_ASSERT_EQUAL(401, loginRefusal("nobody" + std::to_string(i), "wrong"));
        }
        CPPUNIT_ASSERT_EQUAL(429, loginRefusal("ann", goodPassword));
        now = now + std::chrono::seconds(1);
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void anAddressWaitsLongerEachTime() {
        anAddressWaitsAfterManyFailures();
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("nobody", "wrong"));
        now = now + std::chrono::seconds(1);
        CPPUNIT_ASSERT_EQUAL(429, loginRefusal("ann", goodPassword));
        now = now + std::chrono::seconds(1);
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("nobody", "wrong"));
        now = now + std::chrono::seconds(3);
        CPPUNIT_ASSERT_EQUAL(429, loginRefusal("ann", goodPassword));
    }

    void anotherAddressDoesNotWait() {
        anAddressWaitsLongerEachTime();
        const NobodyCaller elsewhere("198.51.100.9", "r-9");
        CPPUNIT_ASSERT(isValid(auth().login().signIn(elsewhere, "ann", goodPassword, "ktl").tokens.access));
    }

    void failuresAndLoginsAreAudited() {
        failTimes(2);
        static_cast<void>(signIn("ann"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, audited("auth.login.failed"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("auth.session.opened"));
    }

    void aFailedLoginKeepsNeitherNameNorPassword() {
        // People type their password into the field of the name.
        CPPUNIT_ASSERT_EQUAL(401, loginRefusal("canary-7391", "canary-7391"));
        const auto found = db().value<std::int64_t>(
            "SELECT COUNT(*) FROM tenon_audit WHERE actor LIKE '%canary%' OR record_id LIKE '%canary%' "
            "OR after LIKE '%canary%' OR reason LIKE '%canary%'"
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, found.value());
    }

    void anOutdatedHashIsReplacedByALogin() {
        Settings dearer = testSettings();
        dearer.passwordCost.memoryKib = 128;
        start(dearer);
        const SessionTokens tokens = signIn("ann");
        const auto phc = db().value<std::string>("SELECT password_hash FROM tenon_user").value();
        CPPUNIT_ASSERT(phc.starts_with("$argon2id$v=19$m=128,"));
        CPPUNIT_ASSERT(isValid(tokens.access));
        CPPUNIT_ASSERT_EQUAL(0, loginRefusal("ann", goodPassword));
    }

    void anIpv6CustomerIsOneAddress() {
        CPPUNIT_ASSERT_EQUAL(networkOf("2001:db8:1:2::7"), networkOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        CPPUNIT_ASSERT(networkOf("2001:db8:1:2::7") != networkOf("2001:db8:1:3::7"));
        CPPUNIT_ASSERT_EQUAL(std::string("192.0.2.1"), networkOf("::ffff:192.0.2.1"));
        CPPUNIT_ASSERT_EQUAL(std::string("192.0.2.1"), networkOf("192.0.2.1"));
    }

    Account _account;
};

CPPUNIT_TEST_SUITE_REGISTRATION(LoginTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(LoginTest<Backend::PostgreSql>);

} // namespace tenon::auth
