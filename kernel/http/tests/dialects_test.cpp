#include <kernel/http/dialects/dialect.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon;
using namespace tenon::http;

/// The documented forms of the five systems, byte for byte.
class DialectsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DialectsTest);
    CPPUNIT_TEST(aSuccessHasTheDocumentedEnvelope);
    CPPUNIT_TEST(aPageHasTheDocumentedForm);
    CPPUNIT_TEST(aBareArrayTellsTheRestInHeaders);
    CPPUNIT_TEST(anErrorHasTheDocumentedForm);
    CPPUNIT_TEST(fieldFaultsStandAtTheirFields);
    CPPUNIT_TEST(wrongCredentialsAreInvalidForKtl);
    CPPUNIT_TEST(aMessageAloneHasTheFormOfTheDialect);
    CPPUNIT_TEST(membersStandBesideTheEnvelopeWhereARouteSaysSo);
    CPPUNIT_TEST(aRecordGoesByItsUuidForKtl);
    CPPUNIT_TEST(aRouteMayDocumentAnotherForm);
    CPPUNIT_TEST(atMostOneDialectIsToldByABody);
    CPPUNIT_TEST(everyNameHasItsDialect);
    CPPUNIT_TEST_SUITE_END();

public:
    void aSuccessHasTheDocumentedEnvelope() {
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"a":1})"},
            {"gaara", R"({"status":"success","data":{"a":1},"message":"Said"})"},
            {"bitblast", R"({"a":1})"},
            {"ktl", R"({"success":true,"status":201,"message":"Said","data":{"a":1}})"},
            {"visa", R"({"a":1})"},
        };
        for (const auto& [name, expected] : cases) {
            std::string out;
            dialectNamed(name)->success({.status = 201, .body = Json(JsonObject{{"a", 1}}), .message = "Said"}, out);
            CPPUNIT_ASSERT_EQUAL(std::string(expected), out);
        }
    }

    void aPageHasTheDocumentedForm() {
        const std::string counted = R"({"count":3,"next":"/n","previous":null,"results":[1,2]})";
        const std::pair<const char*, std::string> cases[] = {
            {"danasaham", "[1,2]"},
            {"gaara", counted},
            {"bitblast", "[1,2]"},
            {"ktl", R"({"success":true,"status":200,"message":"Said","data":)" + counted + "}"},
            {"visa", counted},
        };
        for (const auto& [name, expected] : cases) {
            std::string out;
            Answer answer;
            dialectNamed(name)->page(
                {.items = {1, 2}, .total = 3, .size = 2, .offset = 0},
                {.next = "/n", .previous = {}},
                "Said",
                answer,
                out
            );
            CPPUNIT_ASSERT_EQUAL(expected, out);
        }
    }

    void aBareArrayTellsTheRestInHeaders() {
        std::string out;
        Answer answer;
        dialectNamed("danasaham")
            ->page(
                {.items = {}, .total = 9, .size = 2, .offset = 4}, {.next = "/n", .previous = "/p"}, "Said", answer, out
            );
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), out);
        CPPUNIT_ASSERT_EQUAL(
            std::string("X-Total-Count: 9\r\nLink: </n>; rel=\"next\", </p>; rel=\"prev\"\r\n"), answer.fields()
        );
    }

    void anErrorHasTheDocumentedForm() {
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"error":"No.","detail":"No.","code":"FORBIDDEN"})"},
            {"gaara", R"({"status":"error","error":{"code":"FORBIDDEN","message":"No.","details":{}}})"},
            {"bitblast", R"({"detail":"No."})"},
            {"ktl", R"({"success":false,"status":403,"message":"No.","error":[]})"},
            {"visa", R"({"detail":"No.","code":"FORBIDDEN"})"},
        };
        for (const auto& [name, expected] : cases) {
            CPPUNIT_ASSERT_EQUAL(
                std::string(expected),
                failed(name, {.status = 403, .code = "FORBIDDEN", .message = "No.", .heading = {}, .fields = {}})
            );
        }
    }

    void fieldFaultsStandAtTheirFields() {
        const Failure failure{
            .status = 400,
            .code = "VALIDATION",
            .message = "Bad.",
            .heading = "Bad Request",
            .fields = {{"a", "x"}, {"a", "y"}}};
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"error":"Bad.","detail":"Bad.","code":"VALIDATION","fields":{"a":["x","y"]}})"},
            {"gaara", R"({"status":"error","error":{"code":"VALIDATION","message":"Bad.","details":{"a":["x","y"]}}})"},
            {"bitblast", R"({"a":["x","y"]})"},
            {"ktl", R"({"success":false,"status":400,"message":"Bad Request","error":{"a":["x","y"]}})"},
            {"visa", R"({"a":["x","y"]})"},
        };
        for (const auto& [name, expected] : cases) {
            CPPUNIT_ASSERT_EQUAL(std::string(expected), failed(name, failure));
        }
    }

    void wrongCredentialsAreInvalidForKtl() {
        const Failure failure{
            .status = 401,
            .code = "INVALID_CREDENTIALS",
            .message = std::string(dialectNamed("ktl")->sentenceFor("INVALID_CREDENTIALS")),
            .heading = std::string(dialectNamed("ktl")->headingFor("INVALID_CREDENTIALS")),
            .fields = {},
        };
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"success":false,"status":400,"message":"Login failed",)"
                        R"("error":{"non_field_errors":["Invalid login credentials."]}})"),
            failed("ktl", failure)
        );
        std::string out;
        Answer answer;
        answer.status = 401;
        dialectNamed("ktl")->failure(failure, answer, out);
        CPPUNIT_ASSERT_EQUAL(400, answer.status);
    }

    void aMessageAloneHasTheFormOfTheDialect() {
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"detail":"Done."})"},
            {"gaara", R"({"status":"success","data":{},"message":"Done."})"},
            {"bitblast", R"({"detail":"Done."})"},
            {"ktl", R"({"success":true,"status":200,"message":"Done.","data":[]})"},
            {"visa", R"({"detail":"Done."})"},
        };
        for (const auto& [name, expected] : cases) {
            std::string out;
            dialectNamed(name)->success({.body = Json(nullptr), .message = "Done."}, out);
            CPPUNIT_ASSERT_EQUAL(std::string(expected), out);
        }
    }

    void membersStandBesideTheEnvelopeWhereARouteSaysSo() {
        const Json body = JsonObject{{"total", 7}, {"status", "never mixed up"}};
        const auto said = [&](const char* name) {
            std::string out;
            dialectNamed(name)->success({.body = body, .message = "Said", .isBesideEnvelope = true}, out);
            return boost::json::parse(out);
        };
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, said("ktl").at("total").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{200}, said("ktl").at("status").as_int64());
        CPPUNIT_ASSERT(said("ktl").at("data") == body);
        CPPUNIT_ASSERT(said("gaara").at("status") == "success");
        CPPUNIT_ASSERT(said("visa") == body);
    }

    void aRecordGoesByItsUuidForKtl() {
        const JsonObject record{{"id", 7}, {"uuid", "u-7"}, {"roles", {{{"id", 2}, {"uuid", "u-2"}}, {{"id", 3}}}}};
        std::string out;
        dialectNamed("ktl")->success({.body = record, .message = "Said"}, out);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"success":true,"status":200,"message":"Said","data":{"id":"u-7","uuid":"u-7",)"
                        R"("roles":[{"id":"u-2","uuid":"u-2","numeric_id":2},{"id":3}],"numeric_id":7}})"),
            out
        );
    }

    void aRouteMayDocumentAnotherForm() {
        const std::pair<ErrorForm, const char*> cases[] = {
            {ErrorForm::Detail, R"({"detail":"No."})"},
            {ErrorForm::Error, R"({"error":"No."})"},
            {ErrorForm::NoSuccess, R"({"success":false,"message":"No."})"},
            {ErrorForm::ErrorStatus, R"({"status":"error","message":"No."})"},
        };
        for (const auto& [form, expected] : cases) {
            std::string out;
            appendDocumentedError({.message = "No.", .heading = {}, .fields = {}, .form = form}, out);
            CPPUNIT_ASSERT_EQUAL(std::string(expected), out);
        }
    }

    void atMostOneDialectIsToldByABody() {
        const std::pair<JsonObject, const char*> cases[] = {
            {{{"login_id", "a"}, {"password", "x"}}, "ktl"},
            {{{"login_id", "a"}, {"username", "a"}, {"email", "a@b.c"}}, "ktl"},
            {{{"username", "a"}, {"email", "a@b.c"}}, "gaara"},
            {{{"email", "a@b.c"}, {"password", "x"}}, "danasaham"},
            {{{"refresh", "t"}, {"refresh_token", "t"}}, "gaara"},
            {{{"refresh_token", "t"}}, "ktl"},
            {{{"password", "x"}}, ""},
        };
        for (const auto& [body, expected] : cases) {
            std::string told;
            for (const std::string_view name : dialectNames()) {
                told += dialectNamed(name)->isToldBy(body, "/api/v1") ? name : std::string_view();
            }
            CPPUNIT_ASSERT_EQUAL(std::string(expected), told);
        }
        CPPUNIT_ASSERT(dialectToldBy({{"refresh_token", "t"}}, "/api") == nullptr);
    }

    void everyNameHasItsDialect() {
        for (const std::string_view name : dialectNames()) {
            CPPUNIT_ASSERT(dialectNamed(name)->name() == name);
        }
        CPPUNIT_ASSERT(dialectNamed("auto") == nullptr);
    }

private:
    static std::string failed(std::string_view name, const Failure& failure) {
        std::string out;
        Answer answer;
        answer.status = failure.status;
        dialectNamed(name)->failure(failure, answer, out);
        return out;
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(DialectsTest);
