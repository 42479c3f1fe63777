/// Errors of routes whose document words them unlike those of other routes.

#include "support.h"

namespace things::test {

class ErrorFormTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ErrorFormTest);
    CPPUNIT_TEST(theSystemThatDocumentsTheRouteGetsItsForm);
    CPPUNIT_TEST(otherSystemsGetTheirOwn);
    CPPUNIT_TEST(aRefusedTokenOrPermissionIsWordedAsEverywhere);
    CPPUNIT_TEST(aSentenceOfTheHandlerIsKept);
    CPPUNIT_TEST(aMethodThatIsNotServedIsToldInTheFormOfItsPath);
    CPPUNIT_TEST(documentedSentencesAreTranslated);
    CPPUNIT_TEST_SUITE_END();

public:
    ErrorFormTest() : KernelFixture(On::Sqlite) {}

    void theSystemThatDocumentsTheRouteGetsItsForm() {
        expectBody("/worded/error", "missing", 404, R"({"error": "Thing not found."})");
        expectBody("/worded/error", "busy", 500, R"({"error": "Somebody works on it."})");
        expectBody("/worded/error", "away", 503, R"({"success": false, "message": "The other side is away."})");
        expectBody("/worded/error", "", 400, R"({"error": "All parameters are required."})");
        expectBody("/worded/status", "missing", 404, R"({"status": "error", "message": "Not found."})");
        expectBody("/worded/status", "", 400, R"({"status": "error", "message": "how: This field is required."})");
        expectBody("/worded/usual", "missing", 404, R"({"detail": "Not found."})");
        expectBody("/worded/usual", "", 400, R"({"how": ["This field is required."]})");
        expectBody("/worded/error", "well", 200, R"({"detail": "Done."})");
    }

    void otherSystemsGetTheirOwn() {
        expectBody(
            "/worded/error",
            "missing",
            404,
            R"({"success": false, "status": 404, "message": "Not found.", "error": []})",
            "ktl"
        );
        expectBody("/worded/error", "busy", 409, R"({"detail": "Somebody works on it.", "code": "BUSY"})", "visa");
    }

    void aRefusedTokenOrPermissionIsWordedAsEverywhere() {
        expectBody(
            "/worded/error", "forbidden", 403, R"({"detail": "You do not have permission to perform this action."})"
        );
        const Answer answer = call(nobody, "POST", "/worded/error", R"({"how": "missing"})");
        assertStatus(401, answer);
        assertJson(R"({"detail": "Authentication credentials were not provided."})", answer.json);
    }

    void aSentenceOfTheHandlerIsKept() {
        expectBody("/worded/error", "wrong", 400, R"({"error": "This is wrong in its own way."})");
    }

    void aMethodThatIsNotServedIsToldInTheFormOfItsPath() {
        const Answer error = call(clerk, "GET", "/worded/error");
        assertStatus(405, error);
        assertJson(R"({"error": "GET method is not allowed."})", error.json);
        const Answer status = call(clerk, "PUT", "/worded/status", "{}");
        assertStatus(405, status);
        assertJson(R"({"status": "error", "message": "Invalid request method"})", status.json);
        CPPUNIT_ASSERT_EQUAL(std::string("POST, OPTIONS"), status.headers.at("allow"));
    }

    void documentedSentencesAreTranslated() {
        const Answer answer =
            call(clerk, "POST", "/worded/error", R"({"how": "missing"})", {{"accept-language", "ar"}});
        CPPUNIT_ASSERT_EQUAL(std::string("لا يوجد شيء كهذا."), std::string(answer.json.at("error").as_string()));
    }

private:
    void expectBody(
        const std::string& path,
        const std::string& how,
        int status,
        std::string_view body,
        const std::string& dialect = {}
    ) {
        const std::string sent = how.empty() ? "{}" : R"({"how": ")" + how + "\"}";
        std::map<std::string, std::string> headers;
        if (!dialect.empty()) {
            headers["x-api-dialect"] = dialect;
        }
        const Answer answer = call(clerk, "POST", path, sent, headers);
        assertStatus(status, answer);
        assertJson(body, answer.json);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ErrorFormTest);

} // namespace things::test
