#include <kernel/crypto/base64url.h>
#include <kernel/crypto/hmac_key.h>
#include <kernel/crypto/secret_folder.h>
#include <kernel/crypto/signing_key.h>

#include <tenon/random.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <stdexcept>

namespace tenon::crypto {

class CryptoTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CryptoTest);
    CPPUNIT_TEST(theDigestOfAbcIsTheStandards);
    CPPUNIT_TEST(theMacIsThatOfRfc4231);
    CPPUNIT_TEST(aMacKeyServesManyTextsInTurn);
    CPPUNIT_TEST(aShortSecretIsRefused);
    CPPUNIT_TEST(base64UrlReturnsWhatItWasGiven);
    CPPUNIT_TEST(base64UrlHasOneSpellingForAValue);
    CPPUNIT_TEST(aSignatureIsBoundToTextAndKey);
    CPPUNIT_TEST(aKeyComesBackFromItsPrivateBytes);
    CPPUNIT_TEST(aSecretIsReadableByItsOwnerOnly);
    CPPUNIT_TEST(aSecretThatOthersMayReadIsRefused);
    CPPUNIT_TEST(anExistingSecretIsNotOverwritten);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _folder = std::filesystem::temp_directory_path() / ("tenon-crypto-" + Random::uuid()); }

    void tearDown() override { std::filesystem::remove_all(_folder); }

private:
    void theDigestOfAbcIsTheStandards() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), sha256Hex("abc")
        );
    }

    void theMacIsThatOfRfc4231() {
        // Test case 1 pads its key of 20 bytes with zeros to the block size, so that zeros behind it change nothing.
        const HmacKey key(std::string(20, '\x0b') + std::string(12, '\0'));
        CPPUNIT_ASSERT_EQUAL(
            std::string("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"), hexOf(key.sign("Hi There"))
        );
    }

    void aMacKeyServesManyTextsInTurn() {
        const HmacKey one(std::string(32, 'a'));
        const HmacKey other(std::string(32, 'b'));
        const Digest first = one.sign("first");
        CPPUNIT_ASSERT(first != other.sign("first"));
        CPPUNIT_ASSERT(first != one.sign("second"));
        CPPUNIT_ASSERT(first == one.sign("first"));
    }

    void aShortSecretIsRefused() { CPPUNIT_ASSERT_THROW(HmacKey(std::string(31, 'a')), std::invalid_argument); }

    void base64UrlReturnsWhatItWasGiven() {
        std::string bytes;
        for (int i = 0; i < 300; ++i) {
            CPPUNIT_ASSERT(bytes == decodeBase64Url(base64Url(bytes)).value());
            bytes.push_back(static_cast<char>(i * 7));
        }
    }

    void base64UrlHasOneSpellingForAValue() {
        CPPUNIT_ASSERT_EQUAL(std::string("a"), decodeBase64Url("YQ").value());
        for (const char* text : {"YR", "YQ==", "YQ=", "Y", "YQ\n", "Y+", "Y/", " YQ", "YQ."}) {
            CPPUNIT_ASSERT_MESSAGE(text, !decodeBase64Url(text));
        }
    }

    void aSignatureIsBoundToTextAndKey() {
        const SigningKey key = SigningKey::generate();
        std::string signature = key.sign("text");
        CPPUNIT_ASSERT(key.verify("text", signature));
        CPPUNIT_ASSERT(!key.verify("texts", signature));
        CPPUNIT_ASSERT(!SigningKey::generate().verify("text", signature));
        signature.back() = static_cast<char>(signature.back() ^ 1);
        CPPUNIT_ASSERT(!key.verify("text", signature));
    }

    void aKeyComesBackFromItsPrivateBytes() {
        const SigningKey key = SigningKey::generate();
        const SigningKey again = SigningKey::fromPrivate(key.privateKey());
        CPPUNIT_ASSERT_EQUAL(key.id(), again.id());
        CPPUNIT_ASSERT(key.verify("text", again.sign("text")));
    }

    void aSecretIsReadableByItsOwnerOnly() {
        const SecretFolder folder(_folder);
        folder.add({"a-1.key", "secret"});
        const auto mode = std::filesystem::status(_folder / "a-1.key").permissions();
        CPPUNIT_ASSERT(mode == std::filesystem::perms::owner_read);
        CPPUNIT_ASSERT_EQUAL(std::string("secret"), folder.read("a-").at(0).content);
    }

    void aSecretThatOthersMayReadIsRefused() {
        const SecretFolder folder(_folder);
        folder.add({"a-1.key", "secret"});
        std::filesystem::permissions(
            _folder / "a-1.key", std::filesystem::perms::group_read, std::filesystem::perm_options::add
        );
        CPPUNIT_ASSERT_THROW(folder.read("a-"), std::runtime_error);
    }

    void anExistingSecretIsNotOverwritten() {
        const SecretFolder folder(_folder);
        folder.add({"a-1.key", "first"});
        CPPUNIT_ASSERT_THROW(folder.add({"a-1.key", "second"}), std::runtime_error);
        CPPUNIT_ASSERT_EQUAL(std::string("first"), folder.read("a-").at(0).content);
    }

    std::filesystem::path _folder;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CryptoTest);

} // namespace tenon::crypto
