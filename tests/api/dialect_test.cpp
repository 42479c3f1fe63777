/// The same calls as the clients of five systems make them, and in other languages.

#include "support.h"

namespace things::test {

template <On on>
class DialectTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(DialectTest);
    CPPUNIT_TEST(aRecordHasTheFormOfTheDialect);
    CPPUNIT_TEST(aListHasTheFormOfTheDialect);
    CPPUNIT_TEST(anInvalidBodyIsToldInTheFormOfTheDialect);
    CPPUNIT_TEST(aMissingSignInIsToldInTheFormOfTheDialect);
    CPPUNIT_TEST(theVendorTypeChoosesTheDialect);
    CPPUNIT_TEST(anUnknownDialectIsNoError);
    CPPUNIT_TEST(aRefusalOfTheTransportHasADialectToo);
    CPPUNIT_TEST(messagesAreTranslatedAndCodesAreNot);
    CPPUNIT_TEST(theLanguageIsTheBestOfThoseThatTheClientTakes);
    CPPUNIT_TEST_SUITE_END();

public:
    DialectTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        added(clerk, "/boxes", R"({"name": "big"})");
        const Answer box = call(clerk, "GET", "/boxes/1", {}, {{"x-api-dialect", "danasaham"}});
        _box = box.text;
    }

    void aRecordHasTheFormOfTheDialect() {
        const auto one = [&](const std::string& dialect) { return in(dialect, clerk, "/boxes/1"); };
        CPPUNIT_ASSERT_EQUAL(_box, one("danasaham"));
        CPPUNIT_ASSERT_EQUAL(_box, one("bitblast"));
        CPPUNIT_ASSERT_EQUAL(_box, one("visa"));
        CPPUNIT_ASSERT_EQUAL(
            R"({"status":"success","data":)" + _box + R"(,"message":"Operation completed successfully"})", one("gaara")
        );
        CPPUNIT_ASSERT_EQUAL(
            R"({"success":true,"status":200,"message":"Success","data":)" + identifiedByUuid(_box) + "}", one("ktl")
        );
    }

    void aListHasTheFormOfTheDialect() {
        const auto list = [&](const std::string& dialect) { return in(dialect, clerk, "/boxes/"); };
        const std::string counted = R"({"count":1,"next":null,"previous":null,"results":[)" + _box + "]}";
        CPPUNIT_ASSERT_EQUAL("[" + _box + "]", list("danasaham"));
        CPPUNIT_ASSERT_EQUAL("[" + _box + "]", list("bitblast"));
        CPPUNIT_ASSERT_EQUAL(counted, list("visa"));
        CPPUNIT_ASSERT_EQUAL(counted, list("gaara"));
        CPPUNIT_ASSERT_EQUAL(
            R"({"success":true,"status":200,"message":"Success","data":{"count":1,"next":null,"previous":null,"results":[)"
                + identifiedByUuid(_box) + "]}}",
            list("ktl")
        );
    }

    void anInvalidBodyIsToldInTheFormOfTheDialect() {
        const auto told = [&](const std::string& dialect) {
            const Answer answer = call(clerk, "POST", "/boxes", "{}", {{"x-api-dialect", dialect}});
            assertStatus(400, answer);
            return answer.text;
        };
        const std::string fields = R"({"name":["This field is required."]})";
        const std::string sentence = "Some fields are not valid.";
        CPPUNIT_ASSERT_EQUAL(fields, told("visa"));
        CPPUNIT_ASSERT_EQUAL(fields, told("bitblast"));
        CPPUNIT_ASSERT_EQUAL(
            R"({"success":false,"status":400,"message":"Bad Request","error":)" + fields + "}", told("ktl")
        );
        CPPUNIT_ASSERT_EQUAL(
            R"({"status":"error","error":{"code":"VALIDATION","message":")" + sentence + R"(","details":)" + fields
                + "}}",
            told("gaara")
        );
        CPPUNIT_ASSERT_EQUAL(
            R"({"error":")" + sentence + R"(","detail":")" + sentence + R"(","code":"VALIDATION","fields":)" + fields
                + "}",
            told("danasaham")
        );
    }

    void aMissingSignInIsToldInTheFormOfTheDialect() {
        const auto told = [&](const std::string& dialect) {
            const Answer answer = call(nobody, "GET", "/things/", {}, {{"x-api-dialect", dialect}});
            assertStatus(401, answer);
            return answer.text;
        };
        const std::string sentence = "Authentication credentials were not provided.";
        CPPUNIT_ASSERT_EQUAL(R"({"detail":")" + sentence + R"(","code":"UNAUTHENTICATED"})", told("visa"));
        CPPUNIT_ASSERT_EQUAL(R"({"detail":")" + sentence + "\"}", told("bitblast"));
        CPPUNIT_ASSERT_EQUAL(
            R"({"success":false,"status":401,"message":")" + sentence + R"(","error":[]})", told("ktl")
        );
        CPPUNIT_ASSERT_EQUAL(
            R"({"status":"error","error":{"code":"UNAUTHENTICATED","message":")" + sentence + R"(","details":{}}})",
            told("gaara")
        );
    }

    void theVendorTypeChoosesTheDialect() {
        const Answer answer = call(clerk, "GET", "/boxes/1", {}, {{"accept", "application/vnd.gaara-erp.v1+json"}});
        CPPUNIT_ASSERT(answer.text.starts_with(R"({"status":"success")"));
        const Answer both = call(
            clerk,
            "GET",
            "/boxes/1",
            {},
            {{"accept", "text/html, application/vnd.ktl+json;q=0.9"}, {"x-api-dialect", "visa"}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE("the header is asked first", _box, both.text);
    }

    void anUnknownDialectIsNoError() {
        CPPUNIT_ASSERT_EQUAL(_box, in("esperanto", clerk, "/boxes/1"));
        CPPUNIT_ASSERT_EQUAL(_box, call(clerk, "GET", "/boxes/1", {}, {{"accept", "application/vnd."}}).text);
    }

    void aRefusalOfTheTransportHasADialectToo() {
        const Answer answer = call(
            clerk, "POST", "/anything", R"({"x": ")" + std::string(3000, 'x') + "\"}", {{"x-api-dialect", "gaara"}}
        );
        assertStatus(413, answer);
        CPPUNIT_ASSERT_EQUAL(
            std::string("BODY_TOO_LARGE"), std::string(answer.json.at("error").at("code").as_string())
        );
    }

    void messagesAreTranslatedAndCodesAreNot() {
        added(clerk, "/things/", R"({"name": "pinned"})");
        const auto arabic = [&](std::string_view method, std::string_view path, std::string_view body) {
            return call(
                clerk, method, path, body, {{"accept-language", "ar-EG, en;q=0.5"}, {"x-api-dialect", "gaara"}}
            );
        };
        const Answer pinned = arabic("DELETE", "/things/1", {});
        assertStatus(409, pinned);
        assertJson(
            R"({"status": "error", "error": {"code": "PINNED", "message": "هذا الشيء مثبت.", "details": {}}})",
            pinned.json
        );
        const Answer forbidden = arabic("POST", "/things/", R"({"name": "forbidden"})");
        CPPUNIT_ASSERT_MESSAGE(forbidden.text, forbidden.text.find("لا يجوز أن يسمى forbidden.") != std::string::npos);
        const Answer missing = arabic("GET", "/things/999", {});
        CPPUNIT_ASSERT_MESSAGE(missing.text, missing.text.find("غير موجود.") != std::string::npos);
        CPPUNIT_ASSERT(missing.text.find("NOT_FOUND") != std::string::npos);
        const Answer required = arabic("POST", "/things/", "{}");
        CPPUNIT_ASSERT_MESSAGE(required.text, required.text.find("هذا الحقل مطلوب.") != std::string::npos);
    }

    void theLanguageIsTheBestOfThoseThatTheClientTakes() {
        const auto in = [&](const std::string& languages) {
            return call(clerk, "GET", "/things/999", {}, {{"accept-language", languages}}).text;
        };
        const std::string english = in("en");
        CPPUNIT_ASSERT(english.find("Not found.") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(english, in("en, ar;q=0.9"));
        CPPUNIT_ASSERT_EQUAL(english, in("fr, *"));
        CPPUNIT_ASSERT_EQUAL(english, in("ar;q=0"));
        CPPUNIT_ASSERT_EQUAL(english, in("ar;q=x"));
        CPPUNIT_ASSERT_EQUAL(english, in(",,;;=="));
        CPPUNIT_ASSERT(in("fr, AR;q=0.1") != english);
        CPPUNIT_ASSERT(in("id-ID").find("Tidak ditemukan.") != std::string::npos);
    }

private:
    /// The record as a client finds it that knows records by their UUID.
    static std::string identifiedByUuid(const std::string& record) {
        Json json = boost::json::parse(record);
        JsonObject& object = json.as_object();
        object["numeric_id"] = object.at("id");
        object["id"] = object.at("uuid");
        return boost::json::serialize(json);
    }

    std::string in(const std::string& dialect, const User& who, std::string_view path) {
        const Answer answer = call(who, "GET", path, {}, {{"x-api-dialect", dialect}});
        assertStatus(200, answer);
        return answer.text;
    }

    std::string _box;
};

static const OnBothDatabases<DialectTest> registered;

} // namespace things::test
