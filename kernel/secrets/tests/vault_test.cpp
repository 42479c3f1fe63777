#include <kernel/data/migration/migrator.h>
#include <kernel/secrets/migrations.h>
#include <kernel/secrets/resealing.h>
#include <kernel/secrets/vault.h>
#include <tests/support/database_fixture.h>

#include <tenon/error.h>
#include <tenon/random.h>

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>

namespace tenon::secrets {

template <Backend backend>
class VaultTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(VaultTest);
    CPPUNIT_TEST(aSealedTextOpensAtItsPlaceAndReadsNothingLikeIt);
    CPPUNIT_TEST(aTextSealedTwiceLooksDifferent);
    CPPUNIT_TEST(aCopyInAnotherPlaceDoesNotOpen);
    CPPUNIT_TEST(everyChangedCharacterIsNoticed);
    CPPUNIT_TEST(whatIsNotSealedDoesNotOpen);
    CPPUNIT_TEST(anotherVaultOfTheSameFolderOpensAlsoWhatANewKeySealed);
    CPPUNIT_TEST(keysOfTheSettingsAreUsedInsteadOfTheFolder);
    CPPUNIT_TEST(rotatingSealsEveryKeptColumnAnew);
    CPPUNIT_TEST(clearTextInAKeptColumnIsSealed);
    CPPUNIT_TEST(aDamagedTextDoesNotStopTheOthers);
    CPPUNIT_TEST(namesThatAreNoneOfSqlAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    VaultTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        data::Migrator(db()).apply("secrets", {migrations().begin(), migrations().end()});
        db().execute("CREATE TABLE shop_card (uuid TEXT PRIMARY KEY, pin TEXT)");
        _folder = std::filesystem::temp_directory_path() / ("tenon-vault-" + Random::uuid());
    }

    void tearDown() override {
        std::filesystem::remove_all(_folder);
        DatabaseFixture::tearDown();
    }

    void aSealedTextOpensAtItsPlaceAndReadsNothingLikeIt() {
        Vault vault = opened();
        const std::string sealed = vault.seal(_place, "4711 \xD8\xB3\xD8\xB1");
        CPPUNIT_ASSERT(Vault::isSealed(sealed));
        CPPUNIT_ASSERT(sealed.find("4711") == std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("4711 \xD8\xB3\xD8\xB1"), vault.open(_place, sealed));
        CPPUNIT_ASSERT_EQUAL(std::string(), vault.open(_place, vault.seal(_place, "")));
    }

    void aTextSealedTwiceLooksDifferent() {
        Vault vault = opened();
        CPPUNIT_ASSERT(vault.seal(_place, "4711") != vault.seal(_place, "4711"));
    }

    void aCopyInAnotherPlaceDoesNotOpen() {
        Vault vault = opened();
        const std::string sealed = vault.seal(_place, "4711");
        for (const SecretPlace& other :
             {SecretPlace{"shop_card", "pin", "b"},
              SecretPlace{"shop_card", "pi", "na"},
              SecretPlace{"shop_cards", "pin", "a"},
              SecretPlace{"shop_card", "puk", "a"}}) {
            CPPUNIT_ASSERT(!vault.opened(other, sealed));
        }
        CPPUNIT_ASSERT_THROW(static_cast<void>(vault.open({"shop_card", "pin", "b"}, sealed)), Error);
    }

    void everyChangedCharacterIsNoticed() {
        Vault vault = opened();
        const std::string sealed = vault.seal(_place, "4711");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            std::string changed = sealed;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            CPPUNIT_ASSERT_MESSAGE(changed, !vault.opened(_place, changed));
            CPPUNIT_ASSERT(!vault.opened(_place, std::string_view(sealed).substr(0, i)));
        }
        CPPUNIT_ASSERT(!vault.opened(_place, sealed + "AAAA"));
    }

    void whatIsNotSealedDoesNotOpen() {
        Vault vault = opened();
        for (const char* text :
             {"", "4711", "sealed:", "sealed::", "sealed:x", "sealed:x:", "sealed:../../etc/passwd:AAAA"}) {
            CPPUNIT_ASSERT_MESSAGE(text, !vault.opened(_place, text));
        }
    }

    void anotherVaultOfTheSameFolderOpensAlsoWhatANewKeySealed() {
        Vault first = opened();
        Vault second = opened();
        const std::string before = first.seal(_place, "4711");
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), second.open(_place, before));
        first.rotate();
        const std::string after = first.seal(_place, "4711");
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), second.open(_place, after));
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), first.open(_place, before));
    }

    void keysOfTheSettingsAreUsedInsteadOfTheFolder() {
        const Settings settings{{{"new", std::string(32, 'n')}, {"old", std::string(32, 'o')}}};
        const Settings old{{{"old", std::string(32, 'o')}}};
        Vault vault(db(), settings, crypto::SecretFolder(_folder));
        Vault before(db(), old, crypto::SecretFolder(_folder));
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), vault.open(_place, before.seal(_place, "4711")));
        CPPUNIT_ASSERT(!before.opened(_place, vault.seal(_place, "4711")));
        CPPUNIT_ASSERT(std::filesystem::is_empty(_folder));
    }

    void rotatingSealsEveryKeptColumnAnew() {
        Vault vault = opened();
        vault.keep("shop_card", "pin", "uuid");
        vault.keep("shop_card", "pin", "uuid");
        for (int i = 0; i < 450; ++i) {
            const std::string card = "card-" + std::to_string(i);
            insert(card, vault.seal({"shop_card", "pin", card}, "pin of " + card));
        }
        db().execute("INSERT INTO shop_card (uuid, pin) VALUES ('none', NULL)");
        vault.rotate();
        const Resealed done = resealAll(db(), vault);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{450}, done.texts);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, done.unreadable);
        CPPUNIT_ASSERT(stored("card-7").starts_with(vault.newestMark()));
        CPPUNIT_ASSERT_EQUAL(
            std::string("pin of card-449"), vault.open({"shop_card", "pin", "card-449"}, stored("card-449"))
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, resealAll(db(), vault).texts);
    }

    void clearTextInAKeptColumnIsSealed() {
        Vault vault = opened();
        vault.keep("shop_card", "pin", "uuid");
        insert("a", "4711");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, resealAll(db(), vault).texts);
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), vault.open(_place, stored("a")));
    }

    void aDamagedTextDoesNotStopTheOthers() {
        Vault vault = opened();
        vault.keep("shop_card", "pin", "uuid");
        insert("a", vault.seal({"shop_card", "pin", "b"}, "moved"));
        insert("b", vault.seal({"shop_card", "pin", "b"}, "4711"));
        vault.rotate();
        const Resealed done = resealAll(db(), vault);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.texts);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, done.unreadable);
        CPPUNIT_ASSERT_EQUAL(std::string("4711"), vault.open({"shop_card", "pin", "b"}, stored("b")));
    }

    void namesThatAreNoneOfSqlAreRefused() {
        Vault vault = opened();
        for (const char* name : {"", "Shop", "shop card", "shop;drop", "1shop", "shop\"x"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(name, vault.keep(name, "pin", "uuid"), std::invalid_argument);
            CPPUNIT_ASSERT_THROW_MESSAGE(name, vault.keep("shop", name, "uuid"), std::invalid_argument);
            CPPUNIT_ASSERT_THROW_MESSAGE(name, vault.keep("shop", "pin", name), std::invalid_argument);
        }
    }

private:
    Vault opened() { return Vault(db(), {}, crypto::SecretFolder(_folder)); }

    void insert(const std::string& card, const std::string& pin) {
        db().execute("INSERT INTO shop_card (uuid, pin) VALUES (:uuid, :pin)", {{"uuid", card}, {"pin", pin}});
    }

    std::string stored(const std::string& card) {
        return db().template value<std::string>(
                       "SELECT pin FROM shop_card WHERE uuid = :uuid", {{"uuid", card}}
        ).value();
    }

    const SecretPlace _place{"shop_card", "pin", "a"};
    std::filesystem::path _folder;
};

CPPUNIT_TEST_SUITE_REGISTRATION(VaultTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(VaultTest<Backend::PostgreSql>);

} // namespace tenon::secrets
