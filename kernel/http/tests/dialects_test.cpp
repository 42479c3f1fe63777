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
    CPPUNIT_TEST(everyNameHasItsDialect);
    CPPUNIT_TEST_SUITE_END();

public:
    void aSuccessHasTheDocumentedEnvelope() {
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"a":1})"},
            {"gaara", R"({"status":"success","data":{"a":1},"message":"Operation completed successfully"})"},
            {"bitblast", R"({"a":1})"},
            {"ktl", R"({"success":true,"status":201,"message":"Success","data":{"a":1}})"},
            {"visa", R"({"a":1})"},
        };
        for (const auto& [name, expected] : cases) {
            std::string out;
            dialectNamed(name)->success(201, JsonObject{{"a", 1}}, "", out);
            CPPUNIT_ASSERT_EQUAL(std::string(expected), out);
        }
    }

    void aPageHasTheDocumentedForm() {
        const std::string counted = R"({"count":3,"next":"/n","previous":null,"results":[1,2]})";
        const std::pair<const char*, std::string> cases[] = {
            {"danasaham", "[1,2]"},
            {"gaara", counted},
            {"bitblast", "[1,2]"},
            {"ktl", R"({"success":true,"status":200,"message":"Success","data":)" + counted + "}"},
            {"visa", counted},
        };
        for (const auto& [name, expected] : cases) {
            std::string out;
            Answer answer;
            dialectNamed(name)->page({.items = {1, 2}, .total = 3, .size = 2, .offset = 0}, {.next = "/n", .previous = {}}, answer, out);
            CPPUNIT_ASSERT_EQUAL(expected, out);
        }
    }

    void aBareArrayTellsTheRestInHeaders() {
        std::string out;
        Answer answer;
        dialectNamed("danasaham")->page({.items = {}, .total = 9, .size = 2, .offset = 4}, {.next = "/n", .previous = "/p"}, answer, out);
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), out);
        CPPUNIT_ASSERT_EQUAL(
            std::string("X-Total-Count: 9\r\nLink: </n>; rel=\"next\", </p>; rel=\"prev\"\r\n"), answer.fields()
        );
    }

    void anErrorHasTheDocumentedForm() {
        const std::pair<const char*, const char*> cases[] = {
            {"danasaham", R"({"error":"No.","detail":"No.","code":"FORBIDDEN"})"},
            {"gaara", R"({"status":"error","error":{"code":"FORBIDDEN","message":"No.","details":{}}})"},
            {"bitblast", R"({"detail":"No.","error":"No."})"},
            {"ktl", R"({"success":false,"status":403,"message":"No.","error":[]})"},
            {"visa", R"({"detail":"No.","code":"FORBIDDEN"})"},
        };
        for (const auto& [name, expected] : cases) {
            CPPUNIT_ASSERT_EQUAL(std::string(expected), failed(name, {.status = 403, .code = "FORBIDDEN", .message = "No.", .fields = {}}));
        }
    }

    void fieldFaultsStandAtTheirFields() {
        const Failure failure{.status = 400, .code = "VALIDATION", .message = "Bad.", .fields = {{"a", "x"}, {"a", "y"}}};
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
        dialectNamed(name)->failure(failure, answer, out);
        return out;
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(DialectsTest);
