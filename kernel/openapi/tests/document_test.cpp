#include <kernel/http/router.h>
#include <kernel/openapi/document.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <memory>

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::http::RouteEntry;

class DocumentTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DocumentTest);
    CPPUNIT_TEST(everyPrefixIsAServer);
    CPPUNIT_TEST(aPathKeepsTheFormOfItsDocument);
    CPPUNIT_TEST(aPathParameterIsNamedAndRequired);
    CPPUNIT_TEST(aGuardShowsInSecurityAndAnswers);
    CPPUNIT_TEST(aFileMakesTheBodyMultipart);
    CPPUNIT_TEST(aPatchRequiresNothing);
    CPPUNIT_TEST(anAnswerThatIsNoJsonTellsItsType);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyPrefixIsAServer() {
        const auto servers = document().at("servers").as_array();
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), servers.size());
        CPPUNIT_ASSERT(servers.at(0).at("url") == "/api/v1");
    }

    void aPathKeepsTheFormOfItsDocument() {
        add("GET", "/items/").open();
        CPPUNIT_ASSERT(document().at("paths").as_object().contains("/items/"));
    }

    void aPathParameterIsNamedAndRequired() {
        add("GET", "/items/{item}/parts/{part}").open();
        const auto parameters = operation("/items/{item}/parts/{part}", "get").at("parameters").as_array();
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), parameters.size());
        CPPUNIT_ASSERT(parameters.at(1).at("name") == "part" && parameters.at(1).at("required") == true);
    }

    void aGuardShowsInSecurityAndAnswers() {
        add("GET", "/open").open();
        add("GET", "/own").signedIn();
        add("GET", "/kept").needs("shop.view");
        CPPUNIT_ASSERT(!operation("/open", "get").at("responses").as_object().contains("401"));
        CPPUNIT_ASSERT(operation("/own", "get").at("responses").as_object().contains("401"));
        CPPUNIT_ASSERT(!operation("/own", "get").at("responses").as_object().contains("403"));
        CPPUNIT_ASSERT(operation("/kept", "get").at("responses").as_object().contains("403"));
        CPPUNIT_ASSERT(operation("/kept", "get").at("x-permission") == "shop.view");
    }

    void aFileMakesTheBodyMultipart() {
        add("POST", "/files").open().body({file("file").required(), text("title")});
        const auto content = operation("/files", "post").at("requestBody").at("content").as_object();
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), content.size());
        CPPUNIT_ASSERT(content.contains("multipart/form-data"));
    }

    void aPatchRequiresNothing() {
        add("POST", "/items").open().body({text("name").required()});
        add("PATCH", "/items").open().body({text("name").required()});
        const auto schema = [&](const char* method) {
            return operation("/items", method)
                .at("requestBody")
                .at("content")
                .at("application/json")
                .at("schema")
                .as_object();
        };
        CPPUNIT_ASSERT(schema("post").contains("required"));
        CPPUNIT_ASSERT(!schema("patch").contains("required"));
    }

    void anAnswerThatIsNoJsonTellsItsType() {
        add("GET", "/export").open().produces("text/csv").status(203);
        const auto content = operation("/export", "get").at("responses").at("203").at("content").as_object();
        CPPUNIT_ASSERT(content.contains("text/csv"));
    }

private:
    RouteEntry& add(const std::string& method, const std::string& path) {
        return _router.add(std::make_unique<RouteEntry>("shop", method, path, nullptr));
    }

    JsonObject document() {
        static const std::array<std::string, 2> prefixes{"/api/v1", "/api"};
        return tenon::openapi::documentOf(_router, prefixes);
    }

    JsonObject operation(const char* path, const char* method) {
        return document().at("paths").at(path).at(method).as_object();
    }

    tenon::http::Router _router;
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(DocumentTest);
