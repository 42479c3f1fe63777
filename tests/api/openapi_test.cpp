/// The API document tells the truth: each route is in it, each of its operations is served, its schemas say what is
/// taken.

#include "support.h"

#include <algorithm>

namespace things::test {

class OpenApiTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(OpenApiTest);
    CPPUNIT_TEST(theDocumentIsServedToAnybody);
    CPPUNIT_TEST(everyEndpointOfTheModuleIsInIt);
    CPPUNIT_TEST(everyOperationIsServed);
    CPPUNIT_TEST(everyOperationTellsWhoMayCallIt);
    CPPUNIT_TEST(everyOperationHasAnIdOfItsOwn);
    CPPUNIT_TEST(everyReferenceLeadsSomewhere);
    CPPUNIT_TEST(aRecordsSchemaHasExactlyItsMembers);
    CPPUNIT_TEST(aBodysSchemaRequiresWhatIsRequired);
    CPPUNIT_TEST(aListTellsItsParameters);
    CPPUNIT_TEST_SUITE_END();

public:
    OpenApiTest() : KernelFixture(On::Sqlite) {}

    void setUp() override {
        KernelFixture::setUp();
        const Answer answer = call(nobody, "GET", "/schema/");
        assertStatus(200, answer);
        _document = answer.json.as_object();
    }

    void theDocumentIsServedToAnybody() {
        CPPUNIT_ASSERT_EQUAL(std::string("3.1.0"), std::string(_document.at("openapi").as_string()));
        assertJson(R"([{"url": "/api/v1"}, {"url": "/api"}])", sortedServers());
    }

    void everyEndpointOfTheModuleIsInIt() {
        const std::pair<const char*, const char*> endpoints[] = {
            {"/things/", "get"},
            {"/things/", "post"},
            {"/things/{id}/", "get"},
            {"/things/{id}/", "put"},
            {"/things/{id}/", "patch"},
            {"/things/{id}/", "delete"},
            {"/boxes", "get"},
            {"/boxes/{id}", "delete"},
            {"/colours", "get"},
            {"/colours/{id}", "get"},
            {"/echo", "get"},
            {"/echo", "post"},
            {"/files/", "post"},
            {"/work", "post"},
            {"/files/{sha256}/{size}", "get"},
            {"/jobs/{id}/stream/", "get"},
            {"/auth/login", "post"},
            {"/health/", "get"},
        };
        for (const auto& [path, method] : endpoints) {
            CPPUNIT_ASSERT_MESSAGE(path, paths().contains(path));
            CPPUNIT_ASSERT_MESSAGE(std::string(method) + " " + path, paths().at(path).as_object().contains(method));
        }
        CPPUNIT_ASSERT(!paths().at("/colours").as_object().contains("post"));
    }

    void everyOperationIsServed() {
        eachOperation([&](const std::string& path, std::string method, const JsonObject&) {
            std::transform(method.begin(), method.end(), method.begin(), [](char c) {
                return static_cast<char>(c & ~0x20);
            });
            std::string filled = path;
            for (auto open = filled.find('{'); open != std::string::npos; open = filled.find('{')) {
                filled.replace(open, filled.find('}') - open + 1, "999");
            }
            const Answer answer = call(nobody, method, filled);
            CPPUNIT_ASSERT_MESSAGE(
                method + " " + filled + " " + answer.text, answer.status != 405 && answer.status != 500
            );
            CPPUNIT_ASSERT_MESSAGE(filled, answer.text.find("ROUTE_NOT_FOUND") == std::string::npos);
        });
    }

    void everyOperationTellsWhoMayCallIt() {
        eachOperation([&](const std::string& path, std::string method, const JsonObject& operation) {
            std::transform(method.begin(), method.end(), method.begin(), [](char c) {
                return static_cast<char>(c & ~0x20);
            });
            std::string filled = path;
            for (auto open = filled.find('{'); open != std::string::npos; open = filled.find('{')) {
                filled.replace(open, filled.find('}') - open + 1, "999");
            }
            const bool isGuarded = operation.at("responses").as_object().contains("401");
            const Json* security = operation.if_contains("security");
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, isGuarded, security != nullptr && !security->as_array().empty());
            if (isGuarded) {
                CPPUNIT_ASSERT_EQUAL_MESSAGE(method + " " + path, 401, call(nobody, method, filled).status);
            }
            if (operation.contains("x-permission")) {
                CPPUNIT_ASSERT_EQUAL_MESSAGE(method + " " + path, 403, call(stranger, method, filled).status);
            }
        });
    }

    void everyOperationHasAnIdOfItsOwn() {
        std::vector<std::string> ids;
        eachOperation([&](const std::string& path, const std::string&, const JsonObject& operation) {
            ids.emplace_back(operation.at("operationId").as_string());
            CPPUNIT_ASSERT_MESSAGE(path, !tenon::textAt(operation, "summary").empty());
        });
        std::sort(ids.begin(), ids.end());
        const auto twice = std::adjacent_find(ids.begin(), ids.end());
        CPPUNIT_ASSERT_MESSAGE(twice == ids.end() ? "" : *twice, twice == ids.end());
    }

    void everyReferenceLeadsSomewhere() {
        eachOperation([&](const std::string& path, const std::string&, const JsonObject& operation) {
            for (const auto& response : operation.at("responses").as_object()) {
                if (const Json* reference = response.value().as_object().if_contains("$ref")) {
                    const std::string target(reference->as_string());
                    const std::string name = target.substr(target.rfind('/') + 1);
                    CPPUNIT_ASSERT_MESSAGE(path, _document.at("components").at("responses").as_object().contains(name));
                }
            }
            std::size_t named = 0;
            if (const Json* parameters = operation.if_contains("parameters")) {
                named = static_cast<std::size_t>(std::count_if(
                    parameters->as_array().begin(),
                    parameters->as_array().end(),
                    [](const Json& parameter) {
                        return parameter.at("in") == "path" && parameter.at("required") == true;
                    }
                ));
            }
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                path, static_cast<std::size_t>(std::count(path.begin(), path.end(), '{')), named
            );
        });
    }

    void aRecordsSchemaHasExactlyItsMembers() {
        added(clerk, "/things/", R"({"name": "one", "pin": "1234"})");
        const JsonObject record = call(clerk, "GET", "/things/1").json.as_object();
        const JsonObject& schema = paths()
                                       .at("/things/{id}/")
                                       .at("get")
                                       .at("responses")
                                       .at("200")
                                       .at("content")
                                       .at("application/json")
                                       .at("schema")
                                       .at("properties")
                                       .as_object();
        for (const auto& member : record) {
            CPPUNIT_ASSERT_MESSAGE(std::string(member.key()), schema.contains(member.key()));
        }
        CPPUNIT_ASSERT_EQUAL(record.size(), schema.size());
    }

    void aBodysSchemaRequiresWhatIsRequired() {
        const auto schemaOf = [&](const char* path, const char* method) {
            return paths()
                .at(path)
                .at(method)
                .at("requestBody")
                .at("content")
                .at("application/json")
                .at("schema")
                .as_object();
        };
        const JsonObject created = schemaOf("/things/", "post");
        assertJson(R"(["name"])", created.at("required"));
        CPPUNIT_ASSERT(created.at("additionalProperties") == false);
        CPPUNIT_ASSERT(!created.at("properties").as_object().contains("owner"));
        CPPUNIT_ASSERT(created.at("properties").as_object().contains("pin"));
        CPPUNIT_ASSERT_MESSAGE(
            "a change may leave out what it does not change", !schemaOf("/things/{id}/", "patch").contains("required")
        );
        const JsonObject& upload = paths().at("/files/").at("post").at("requestBody").at("content").as_object();
        CPPUNIT_ASSERT(upload.contains("multipart/form-data"));
    }

    void aListTellsItsParameters() {
        std::vector<std::string> names;
        for (const Json& parameter : paths().at("/things/").at("get").at("parameters").as_array()) {
            names.emplace_back(parameter.at("name").as_string());
        }
        for (const char* name : {"search", "ordering", "status", "box", "owner", "page", "page_size"}) {
            CPPUNIT_ASSERT_MESSAGE(name, std::find(names.begin(), names.end(), name) != names.end());
        }
        CPPUNIT_ASSERT(std::find(names.begin(), names.end(), "pin") == names.end());
    }

private:
    [[nodiscard]] const JsonObject& paths() const { return _document.at("paths").as_object(); }

    Json sortedServers() const {
        tenon::JsonArray servers = _document.at("servers").as_array();
        std::sort(servers.begin(), servers.end(), [](const Json& a, const Json& b) {
            return a.at("url").as_string().size() > b.at("url").as_string().size();
        });
        return servers;
    }

    template <typename Visit>
    void eachOperation(const Visit& visit) const {
        for (const auto& path : paths()) {
            for (const auto& operation : path.value().as_object()) {
                visit(std::string(path.key()), std::string(operation.key()), operation.value().as_object());
            }
        }
    }

    JsonObject _document;
};

CPPUNIT_TEST_SUITE_REGISTRATION(OpenApiTest);

} // namespace things::test
