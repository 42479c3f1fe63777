#include <kernel/auth/tokens/access_tokens.h>
#include <kernel/crypto/base64url.h>

#include <tenon/json.h>
#include <tenon/random.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>

namespace tenon::auth {

/// What is and what is not an access token, without accounts.
class AccessTokensTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AccessTokensTest);
    CPPUNIT_TEST(aTokenReturnsItsClaims);
    CPPUNIT_TEST(onlyTheExactAlgorithmIsAccepted);
    CPPUNIT_TEST(aHeaderThatBringsItsOwnKeyIsRefused);
    CPPUNIT_TEST(aStrangeKeyIdIsRefused);
    CPPUNIT_TEST(theSignatureMustBeWhole);
    CPPUNIT_TEST(aTokenHasThreeParts);
    CPPUNIT_TEST(aChangedPayloadIsRefused);
    CPPUNIT_TEST(aHugeTokenIsRefused);
    CPPUNIT_TEST(aTokenExpiresWithASkewOfOneMinute);
    CPPUNIT_TEST(aTokenFromTheFutureIsRefused);
    CPPUNIT_TEST(foreignIssuerAudienceAndTypeAreRefused);
    CPPUNIT_TEST(missingAndMistypedClaimsAreRefused);
    CPPUNIT_TEST(rotatedKeysOverlap);
    CPPUNIT_TEST(keysSurviveARestart);
    CPPUNIT_TEST(aReplacedKeyIsForgottenAfterADay);
    CPPUNIT_TEST(givenKeysSignByTheFirst);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        now = *Timestamp::parse("2026-03-01T08:00:00Z");
        Clock::set([] { return now; });
        _folder = std::filesystem::temp_directory_path() / ("tenon-keys-" + Random::uuid());
        _keys = std::make_unique<KeyRing>(std::vector<crypto::NamedKey>(), crypto::SecretFolder(_folder));
        _tokens = std::make_unique<AccessTokens>(*_keys, Settings());
    }

    void tearDown() override {
        Clock::set(nullptr);
        std::filesystem::remove_all(_folder);
    }

private:
    static inline Timestamp now;

    [[nodiscard]] Claims claims() const {
        return {
            .user = 7,
            .epoch = 3,
            .session = "s-1",
            .dialect = "ktl",
            .issuedAt = now,
            .expiresAt = now + std::chrono::minutes(30)};
    }

    [[nodiscard]] bool accepts(std::string_view token) const { return _tokens->verify(token, now).has_value(); }

    [[nodiscard]] JsonObject payload() const {
        const auto seconds = now.unixSeconds();
        return {
            {"iss", "tenon"},
            {"aud", "tenon-api"},
            {"typ", "access"},
            {"sub", "7"},
            {"iat", seconds},
            {"nbf", seconds},
            {"exp", seconds + 600},
            {"jti", "j"},
            {"sid", "s"},
            {"dia", "ktl"},
            {"epo", 1}};
    }

    /// A token with any header and payload, properly signed by the server's own key.
    [[nodiscard]] std::string forged(std::string_view header, std::string_view body) const {
        std::string token = crypto::base64Url(header) + '.' + crypto::base64Url(body);
        const crypto::Digest signature = _keys->newest()->mac().sign(token);
        return token + '.' + crypto::base64Url({reinterpret_cast<const char*>(signature.data()), signature.size()});
    }

    [[nodiscard]] std::string withHeader(std::string_view header) const {
        return forged(header, boost::json::serialize(payload()));
    }

    [[nodiscard]] std::string ownHeader() const { return crypto::decodeBase64Url(_keys->newest()->header()).value(); }

    [[nodiscard]] bool acceptsPayload(std::string_view name, const Json& value) const {
        JsonObject body = payload();
        body[name] = value;
        return accepts(forged(ownHeader(), boost::json::serialize(body)));
    }

    void aTokenReturnsItsClaims() {
        const auto read = _tokens->verify(_tokens->issue(claims()), now);
        CPPUNIT_ASSERT(read);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, read->user);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, read->epoch);
        CPPUNIT_ASSERT_EQUAL(std::string("s-1"), read->session);
        CPPUNIT_ASSERT_EQUAL(std::string("ktl"), read->dialect);
        CPPUNIT_ASSERT(read->expiresAt == claims().expiresAt);
        CPPUNIT_ASSERT(accepts(withHeader(ownHeader()))); // the forger of the tests below works
    }

    void onlyTheExactAlgorithmIsAccepted() {
        const std::string kid = _keys->newest()->id();
        for (const char* algorithm :
             {R"("none")",
              R"("None")",
              R"("hs256")",
              R"("HS384")",
              R"("RS256")",
              R"("ES256")",
              "256",
              R"(["HS256"])",
              "null",
              R"("")"}) {
            const std::string header =
                R"({"alg":)" + std::string(algorithm) + R"(,"kid":")" + kid + R"(","typ":"JWT"})";
            CPPUNIT_ASSERT_MESSAGE(algorithm, !accepts(withHeader(header)));
        }
        CPPUNIT_ASSERT(!accepts(withHeader(R"({"kid":")" + kid + R"(","typ":"JWT"})")));
        const std::string unsignedToken =
            crypto::base64Url(R"({"alg":"none"})") + '.' + crypto::base64Url(boost::json::serialize(payload())) + '.';
        CPPUNIT_ASSERT(!accepts(unsignedToken));
    }

    void aHeaderThatBringsItsOwnKeyIsRefused() {
        const std::string start = R"({"alg":"HS256","kid":")" + _keys->newest()->id() + R"(","typ":"JWT",)";
        for (const char* member :
             {R"("jwk":{"kty":"oct","k":"AAAA"}})",
              R"("jku":"http://example.com/k"})",
              R"("x5u":"http://example.com/k"})",
              R"("crit":["b64"]})",
              R"("b64":false})"}) {
            CPPUNIT_ASSERT_MESSAGE(member, !accepts(withHeader(start + member)));
        }
    }

    void aStrangeKeyIdIsRefused() {
        for (const std::string& kid :
             {std::string("../../etc/passwd"),
              std::string("' OR 1=1 --"),
              std::string("a\0b", 3),
              std::string(10000, 'k')}) {
            const std::string header =
                boost::json::serialize(JsonObject{{"alg", "HS256"}, {"kid", kid}, {"typ", "JWT"}});
            CPPUNIT_ASSERT(!accepts(withHeader(header)));
        }
    }

    void theSignatureMustBeWhole() {
        const std::string token = _tokens->issue(claims());
        CPPUNIT_ASSERT(!accepts(token.substr(0, token.size() - 1)));
        CPPUNIT_ASSERT(!accepts(token.substr(0, token.rfind('.') + 1)));
        CPPUNIT_ASSERT(!accepts(token + 'A'));
        CPPUNIT_ASSERT(!accepts(token + '='));
        for (std::size_t at = token.rfind('.') + 1; at < token.size(); ++at) {
            std::string changed = token;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            CPPUNIT_ASSERT(!accepts(changed));
        }
    }

    void aTokenHasThreeParts() {
        const std::string token = _tokens->issue(claims());
        for (const std::string& text :
             {std::string(),
              std::string("."),
              std::string(".."),
              token + ".x",
              '.' + token,
              token.substr(0, token.rfind('.')),
              "x." + token,
              token + '.'}) {
            CPPUNIT_ASSERT_MESSAGE(text, !accepts(text));
        }
    }

    void aChangedPayloadIsRefused() {
        std::string token = _tokens->issue(claims());
        const auto at = token.find('.') + 20;
        token[at] = token[at] == 'A' ? 'B' : 'A';
        CPPUNIT_ASSERT(!accepts(token));
    }

    void aHugeTokenIsRefused() {
        CPPUNIT_ASSERT(!accepts(std::string(1 << 20, 'a')));
        CPPUNIT_ASSERT(!accepts(std::string(1 << 20, '.')));
        CPPUNIT_ASSERT(!acceptsPayload("extra", boost::json::string(4000, 'x')));
    }

    void aTokenExpiresWithASkewOfOneMinute() {
        const std::string token = _tokens->issue(claims());
        CPPUNIT_ASSERT(_tokens->verify(token, claims().expiresAt + std::chrono::seconds(59)));
        CPPUNIT_ASSERT(!_tokens->verify(token, claims().expiresAt + std::chrono::seconds(60)));
    }

    void aTokenFromTheFutureIsRefused() {
        const auto later = now.unixSeconds() + 61;
        CPPUNIT_ASSERT(!acceptsPayload("nbf", later));
        CPPUNIT_ASSERT(!acceptsPayload("iat", later));
        CPPUNIT_ASSERT(acceptsPayload("nbf", now.unixSeconds() + 59));
    }

    void foreignIssuerAudienceAndTypeAreRefused() {
        CPPUNIT_ASSERT(!acceptsPayload("iss", "somebody"));
        CPPUNIT_ASSERT(!acceptsPayload("aud", "another-api"));
        CPPUNIT_ASSERT(!acceptsPayload("aud", JsonArray{"tenon-api"}));
        CPPUNIT_ASSERT(!acceptsPayload("typ", "refresh"));
    }

    void missingAndMistypedClaimsAreRefused() {
        for (const char* name : {"iss", "aud", "typ", "sub", "iat", "nbf", "exp", "jti", "sid", "epo"}) {
            CPPUNIT_ASSERT_MESSAGE(name, !acceptsPayload(name, nullptr));
        }
        CPPUNIT_ASSERT(!acceptsPayload("exp", "99999999999"));
        CPPUNIT_ASSERT(!acceptsPayload("exp", 1e300));
        CPPUNIT_ASSERT(!acceptsPayload("exp", INT64_MAX));
        for (const char* subject : {"0", "-7", "7x", " 7", "99999999999999999999"}) {
            CPPUNIT_ASSERT_MESSAGE(subject, !acceptsPayload("sub", subject));
        }
        CPPUNIT_ASSERT(!accepts(forged(ownHeader(), "[]")));
        CPPUNIT_ASSERT(!accepts(forged(ownHeader(), std::string(1000, '['))));
    }

    void rotatedKeysOverlap() {
        const std::string before = _tokens->issue(claims());
        const auto generation = _keys->generation();
        _keys->rotate();
        const std::string after = _tokens->issue(claims());
        CPPUNIT_ASSERT(before.substr(0, before.find('.')) != after.substr(0, after.find('.')));
        CPPUNIT_ASSERT(accepts(before) && accepts(after));
        CPPUNIT_ASSERT(_keys->generation() > generation);
    }

    void keysSurviveARestart() {
        const std::string token = _tokens->issue(claims());
        const KeyRing again({}, crypto::SecretFolder(_folder));
        CPPUNIT_ASSERT(AccessTokens(again, Settings()).verify(token, now));
    }

    void aReplacedKeyIsForgottenAfterADay() {
        const std::string token = _tokens->issue(claims());
        _keys->rotate();
        now = now + std::chrono::hours(25);
        _keys->rotate();
        CPPUNIT_ASSERT(_keys->withHeader(token.substr(0, token.find('.'))) == nullptr);
    }

    void givenKeysSignByTheFirst() {
        const Settings settings{.keys = {{"new", std::string(32, 'n')}, {"old", std::string(32, 'o')}}};
        const KeyRing old({settings.keys[1]}, crypto::SecretFolder(_folder));
        const KeyRing both(settings.keys, crypto::SecretFolder(_folder));
        CPPUNIT_ASSERT_EQUAL(std::string("new"), both.newest()->id());
        CPPUNIT_ASSERT(AccessTokens(both, settings).verify(AccessTokens(old, settings).issue(claims()), now));
        CPPUNIT_ASSERT(!AccessTokens(old, settings).verify(AccessTokens(both, settings).issue(claims()), now));
    }

    std::filesystem::path _folder;
    std::unique_ptr<KeyRing> _keys;
    std::unique_ptr<AccessTokens> _tokens;
};

CPPUNIT_TEST_SUITE_REGISTRATION(AccessTokensTest);

} // namespace tenon::auth
