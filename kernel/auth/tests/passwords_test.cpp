#include <kernel/auth/passwords/password_hash.h>
#include <kernel/auth/passwords/password_policy.h>
#include <kernel/auth/passwords/passwords.h>

#include <tenon/error.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <future>

namespace tenon::auth {

class PasswordsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PasswordsTest);
    CPPUNIT_TEST(theInitialCostIsThatOfOwasp);
    CPPUNIT_TEST(aHashBelongsToItsPasswordOnly);
    CPPUNIT_TEST(equalPasswordsHaveDifferentHashes);
    CPPUNIT_TEST(aTextThatIsNoHashMatchesNothing);
    CPPUNIT_TEST(nobodysPasswordIsNeverRight);
    CPPUNIT_TEST(aHashOfAnotherCostIsOutdated);
    CPPUNIT_TEST(aFullQueueIsToldToRetry);
    CPPUNIT_TEST(whatTheWorkThrowsReachesTheCaller);
    CPPUNIT_TEST(passwordsHave8To128CodePoints);
    CPPUNIT_TEST(thereAreNoRulesOfComposition);
    CPPUNIT_TEST(commonPasswordsAreRefused);
    CPPUNIT_TEST(theOwnersNamesAreRefused);
    CPPUNIT_TEST(bytesThatAreNoTextAreRefused);
    CPPUNIT_TEST_SUITE_END();

private:
    static constexpr PasswordCost cheap{.memoryKib = 64, .passes = 1, .lanes = 1};

    static bool isGood(std::string_view password, const PasswordOwner& owner = {}) {
        try {
            requireGoodPassword(password, owner);
            return true;
        } catch (const Invalid& invalid) {
            CPPUNIT_ASSERT_EQUAL(std::string("password"), invalid.fields().at(0).field);
            return false;
        }
    }

    void theInitialCostIsThatOfOwasp() {
        const std::string phc = hashPassword("password", Settings().passwordCost);
        CPPUNIT_ASSERT(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    void aHashBelongsToItsPasswordOnly() {
        const std::string phc = hashPassword("open sesame", cheap);
        CPPUNIT_ASSERT(matchesPassword(phc, "open sesame"));
        CPPUNIT_ASSERT(!matchesPassword(phc, "open sesam"));
        CPPUNIT_ASSERT(!matchesPassword(phc, "Open sesame"));
        CPPUNIT_ASSERT(!matchesPassword(phc, ""));
    }

    void equalPasswordsHaveDifferentHashes() {
        CPPUNIT_ASSERT(hashPassword("open sesame", cheap) != hashPassword("open sesame", cheap));
    }

    void aTextThatIsNoHashMatchesNothing() {
        for (const char* phc : {"", "!", "open sesame", "$argon2id$", "$2b$10$abcdefghijklmnopqrstuv"}) {
            CPPUNIT_ASSERT_MESSAGE(phc, !matchesPassword(phc, phc));
        }
    }

    void nobodysPasswordIsNeverRight() {
        Passwords passwords(cheap, 4);
        CPPUNIT_ASSERT(!passwords.matches(std::nullopt, "open sesame"));
        CPPUNIT_ASSERT(passwords.matches(passwords.hash("open sesame"), "open sesame"));
    }

    void aHashOfAnotherCostIsOutdated() {
        const std::string phc = hashPassword("open sesame", cheap);
        CPPUNIT_ASSERT(!isOutdated(phc, cheap));
        CPPUNIT_ASSERT(isOutdated(phc, {.memoryKib = 128, .passes = 1, .lanes = 1}));
        CPPUNIT_ASSERT(isOutdated(phc, {.memoryKib = 64, .passes = 2, .lanes = 1}));
        CPPUNIT_ASSERT(isOutdated("$argon2i$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA", cheap));
    }

    void aFullQueueIsToldToRetry() {
        HashingPool pool(1, 1);
        std::promise<void> release;
        const std::shared_future<void> released = release.get_future().share();
        std::promise<void> started;
        auto running = std::async(std::launch::async, [&] {
            pool.run([&] {
                started.set_value();
                released.wait();
            });
        });
        started.get_future().wait();
        // Of two more, one waits and one is refused, whichever comes first.
        std::atomic<int> refused{0};
        const auto attempt = [&] {
            try {
                pool.run([] {});
            } catch (const Error& error) {
                CPPUNIT_ASSERT_EQUAL(503, error.status());
                CPPUNIT_ASSERT(error.details().contains("retry_after"));
                ++refused;
                release.set_value();
            }
        };
        auto one = std::async(std::launch::async, attempt);
        auto other = std::async(std::launch::async, attempt);
        one.get();
        other.get();
        running.get();
        CPPUNIT_ASSERT_EQUAL(1, refused.load());
    }

    void whatTheWorkThrowsReachesTheCaller() {
        HashingPool pool(1, 1);
        CPPUNIT_ASSERT_THROW(pool.run([] { throw NotFound(); }), NotFound);
    }

    void passwordsHave8To128CodePoints() {
        CPPUNIT_ASSERT(!isGood("abcdxyz"));
        CPPUNIT_ASSERT(isGood("abcdxyzu"));
        CPPUNIT_ASSERT(!isGood("ééééééé"));
        CPPUNIT_ASSERT(isGood("éáéáéáéá"));
        CPPUNIT_ASSERT(isGood("b" + std::string(127, 'a')));
        CPPUNIT_ASSERT(!isGood("b" + std::string(128, 'a')));
    }

    void thereAreNoRulesOfComposition() {
        CPPUNIT_ASSERT(isGood("correct horse battery staple"));
        CPPUNIT_ASSERT(isGood("        x"));
        CPPUNIT_ASSERT(isGood("пароль от сейфа"));
    }

    void commonPasswordsAreRefused() {
        for (const char* password :
             {"password", "Password1", "PASSW0RD", "12345678", "qwertyuiop", "aaaaaaaaaa", "ééééééééé", "         "}) {
            CPPUNIT_ASSERT_MESSAGE(password, !isGood(password));
        }
    }

    void theOwnersNamesAreRefused() {
        const PasswordOwner owner{"ann.miller", "Ann.Miller-Jones@example.com", "Ann Miller"};
        for (const char* password :
             {"ann.miller",
              "ANN.MILLER",
              "ann.miller-jones@example.com",
              "ann.miller-jones",
              "ann miller",
              "ann.miller1999",
              "MILLER-42",
              "#ann miller#"}) {
            CPPUNIT_ASSERT_MESSAGE(password, !isGood(password, owner));
        }
        CPPUNIT_ASSERT(isGood("ann miller sings", owner));
    }

    void bytesThatAreNoTextAreRefused() {
        CPPUNIT_ASSERT(!isGood("\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7"));
        CPPUNIT_ASSERT(!isGood("abcdefghij\xc3"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PasswordsTest);

} // namespace tenon::auth
