/// Settings that administrators change while the server runs, over HTTP; kernel/settings/tests meet both databases.

#include "support.h"

namespace things::test {

class SettingsTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(SettingsTest);
    CPPUNIT_TEST(whoMayDoWhat);
    CPPUNIT_TEST(theModuleSeesAChangeAtOnceAndKnowsOldVersions);
    CPPUNIT_TEST(allFaultsAreToldAndNothingIsWritten);
    CPPUNIT_TEST(aSecretIsNeverAnswered);
    CPPUNIT_TEST(bothSystemsReadAndWriteTheSame);
    CPPUNIT_TEST(aStaleEtagIsRefused);
    CPPUNIT_TEST(theHistoryIsThere);
    CPPUNIT_TEST(aChangeOfTheFutureIsShownWhenAskedFor);
    CPPUNIT_TEST(theSameChangeTwiceUnderOneKeyIsOneChange);
    CPPUNIT_TEST(theApiDocumentDescribesEverySection);
    CPPUNIT_TEST(theNumberOfFailuresThatLockFollowsTheSettings);
    CPPUNIT_TEST(theDefaultLanguageFollowsTheSettings);
    CPPUNIT_TEST(theLevelOfTheLogFollowsTheSettings);
    CPPUNIT_TEST_SUITE_END();

public:
    SettingsTest() : KernelFixture(On::Sqlite) {}

    void whoMayDoWhat() {
        const char* change = R"({"things": {"most": 12}})";
        for (const char* path : {"/settings/", "/system/config/"}) {
            expect({
                {nobody, "GET", path, "", 401},
                {clerk, "GET", path, "", 403},
                {_viewer, "GET", path, "", 200, R"("things")"},
                {nobody, "PUT", path, change, 401},
                {clerk, "PUT", path, change, 403},
                {_viewer, "PUT", path, change, 403},
            });
        }
        expect({
            {_changer, "PUT", "/settings/", change, 200, R"("most":12)", "", "settings.changed"},
            {_changer,
             "PUT",
             "/system/config/",
             R"({"things": {"most": 13}})",
             200,
             R"("most":13)",
             "",
             "settings.changed"},
        });
        for (const char* path : {"/settings/sections/", "/settings/versions/", "/settings/versions/2/"}) {
            expect({{nobody, "GET", path, "", 401}, {clerk, "GET", path, "", 403}, {_viewer, "GET", path, "", 200}});
        }
        expect({
            {_viewer, "GET", "/settings/versions/99/", "", 404},
            {_viewer, "GET", "/settings/versions/x/", "", 404},
            {_changer, "DELETE", "/settings/", "", 405},
        });
    }

    void theModuleSeesAChangeAtOnceAndKnowsOldVersions() {
        assertJson(R"({"version": 1, "least": 1, "most": 9, "code_length": 0})", limits());
        change(R"({"things": {"most": 20, "code": "4711"}})");
        assertJson(R"({"version": 2, "least": 1, "most": 20, "code_length": 4})", limits());
        assertJson(
            R"({"version": 1, "least": 1, "most": 9, "code_length": 0})",
            call(nobody, "GET", "/things-limits/?version=1").json
        );
        assertStatus(404, call(nobody, "GET", "/things-limits/?version=3"));
    }

    void allFaultsAreToldAndNothingIsWritten() {
        const Answer refused = call(
            _changer,
            "PUT",
            "/settings/",
            R"({"things": {"most": 100, "size": 1}, "sign_in": {"lock_minutes": 0}, "x": 1})"
        );
        assertStatus(400, refused);
        for (const char* field : {"things.most", "things.size", "sign_in.lock_minutes", R"("x")"}) {
            CPPUNIT_ASSERT_MESSAGE(refused.text, refused.text.find(field) != std::string::npos);
        }
        expect({
            {_changer, "PUT", "/settings/", R"({"things": {"least": 10}})", 400, "things.least"},
            {_changer, "PUT", "/settings/", R"({"things": null})", 400, "things"},
            {_changer,
             "PUT",
             "/settings/",
             R"({"effective_from": "2001-01-01T00:00:00Z", "things": {}})",
             400,
             "effective_from"},
            {_changer, "PUT", "/settings/", R"([])", 400},
        });
        assertJson(R"({"version": 1, "least": 1, "most": 9, "code_length": 0})", limits());
    }

    void aSecretIsNeverAnswered() {
        change(R"({"things": {"code": "canary-4711"}, "reason": "New code"})");
        for (const char* path :
             {"/settings/", "/settings/versions/", "/settings/versions/2/", "/security/audit-logs/"}) {
            const Answer answer = call(admin, "GET", path);
            assertStatus(200, answer);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("********") != std::string::npos);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("canary") == std::string::npos);
        }
        CPPUNIT_ASSERT(kernel().logged().find("canary") == std::string::npos);
    }

    void bothSystemsReadAndWriteTheSame() {
        change(R"({"things": {"code": "4711"}})");
        const Answer danasaham = call(admin, "GET", "/system/config/");
        const Answer gaara = call(admin, "GET", "/settings/");
        assertStatus(200, danasaham);
        CPPUNIT_ASSERT_EQUAL(std::string("success"), std::string(gaara.json.at("status").as_string()));
        CPPUNIT_ASSERT(danasaham.json == gaara.json.at("data"));
        CPPUNIT_ASSERT_EQUAL(danasaham.headers.at("etag"), gaara.headers.at("etag"));
        const Answer again = call(admin, "PUT", "/system/config/", danasaham.text);
        assertStatus(200, again);
        CPPUNIT_ASSERT(danasaham.json == again.json);
        CPPUNIT_ASSERT_EQUAL(danasaham.headers.at("etag"), again.headers.at("etag"));
        assertJson(R"({"version": 2, "least": 1, "most": 9, "code_length": 4})", limits());
    }

    void aStaleEtagIsRefused() {
        const std::string seen = call(admin, "GET", "/settings/").headers.at("etag");
        const auto put = [&](std::string_view body, const std::string& tag) {
            return call(admin, "PUT", "/settings/", body, {{"if-match", tag}});
        };
        const Answer first = put(R"({"things": {"most": 20}})", seen);
        assertStatus(200, first);
        const Answer second = put(R"({"things": {"most": 30}})", seen);
        assertStatus(412, second);
        CPPUNIT_ASSERT_MESSAGE(second.text, second.text.find("VERSION_CONFLICT") != std::string::npos);
        assertStatus(200, put(R"({"things": {"most": 40}})", first.headers.at("etag")));
        assertStatus(200, put(R"({"things": {"most": 50}})", "*"));
        assertStatus(304, call(admin, "GET", "/settings/", {}, {{"if-none-match", "\"4\""}}));
    }

    void theHistoryIsThere() {
        change(R"({"things": {"most": 20}, "reason": "More room"})");
        const Answer versions = call(_viewer, "GET", "/settings/versions/?page_size=1");
        assertStatus(200, versions);
        const Json& newest = versions.json.is_array() ? versions.json.at(0) : versions.json.at("results").at(0);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), newest.at("version").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string("More room"), std::string(newest.at("reason").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string("changer"), std::string(newest.at("changed_by_name").as_string()));
        assertJson(R"({"things": {"most": 20}})", newest.at("changes"));
        const Answer first = call(_viewer, "GET", "/settings/versions/1/");
        assertJson(R"({"least": 1, "most": 9, "code": null})", first.json.at("settings").at("things"));
        const Answer sections = call(_viewer, "GET", "/settings/sections/");
        CPPUNIT_ASSERT_MESSAGE(sections.text, sections.text.find("How many things there may be") != std::string::npos);
        CPPUNIT_ASSERT_MESSAGE(sections.text, sections.text.find(R"("maximum":99)") != std::string::npos);
    }

    void aChangeOfTheFutureIsShownWhenAskedFor() {
        const Answer planned = change(R"({"things": {"most": 20}, "effective_from": "2999-01-01T00:00:00Z"})");
        CPPUNIT_ASSERT_EQUAL(std::int64_t(20), planned.json.at("data").at("things").at("most").as_int64());
        const auto mostAt = [&](const char* query) {
            const Answer answer = call(_viewer, "GET", std::string("/system/config/") + query);
            assertStatus(200, answer);
            return answer.json.at("things").at("most").as_int64();
        };
        CPPUNIT_ASSERT_EQUAL(std::int64_t(9), mostAt(""));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(20), mostAt("?at=2999-01-01T00:00:00Z"));
        assertJson(R"({"version": 1, "least": 1, "most": 9, "code_length": 0})", limits());
        assertStatus(400, call(_viewer, "GET", "/settings/?at=soon"));
    }

    void theSameChangeTwiceUnderOneKeyIsOneChange() {
        for (int time = 0; time < 2; ++time) {
            assertStatus(
                200, call(_changer, "PUT", "/settings/", R"({"things": {"most": 20}})", {{"idempotency-key", "k1"}})
            );
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), limits().at("version").as_int64());
    }

    void theApiDocumentDescribesEverySection() {
        const Json document = call(nobody, "GET", "/schema/").json;
        const Json& operations = document.at("paths").at("/system/config/");
        const Json& answered = operations.at("get").at("responses").at("200").at("content").at("application/json");
        const Json& section = answered.at("schema").at("properties").at("things");
        CPPUNIT_ASSERT_EQUAL(
            std::string("How many things there may be"), std::string(section.at("description").as_string())
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t(99), section.at("properties").at("most").at("maximum").as_int64());
        CPPUNIT_ASSERT(answered.at("schema").at("properties").as_object().contains("sign_in"));
        const Json& sent = operations.at("put").at("requestBody").at("content").at("application/json").at("schema");
        CPPUNIT_ASSERT(sent.at("properties").as_object().contains("things"));
        CPPUNIT_ASSERT(sent.at("properties").as_object().contains("effective_from"));
    }

    void theNumberOfFailuresThatLockFollowsTheSettings() {
        change(R"({"sign_in": {"failures_to_lock": 3}})");
        const auto fails = [&] {
            return call(nobody, "POST", "/security/login/", R"({"username": "clerk", "password": "a wrong one"})")
                .status;
        };
        CPPUNIT_ASSERT_EQUAL(401, fails());
        CPPUNIT_ASSERT_EQUAL(401, fails());
        CPPUNIT_ASSERT_EQUAL(423, fails());
    }

    void theDefaultLanguageFollowsTheSettings() {
        const auto refusal = [&](const std::map<std::string, std::string>& headers) {
            return call(nobody, "GET", "/settings/", {}, headers).text;
        };
        const std::string english = refusal({});
        const std::string arabic = refusal({{"accept-language", "ar"}});
        CPPUNIT_ASSERT(english != arabic);
        change(R"({"general": {"default_language": "ar"}})");
        CPPUNIT_ASSERT(waitsFor([&] { return refusal({}).find("لم تُقدَّم") != std::string::npos; }));
        CPPUNIT_ASSERT(refusal({{"accept-language", "en"}}).find("Authentication credentials") != std::string::npos);
    }

    void theLevelOfTheLogFollowsTheSettings() {
        call(nobody, "GET", "/before");
        CPPUNIT_ASSERT(waitsFor([&] { return kernel().logged().find("/before") != std::string::npos; }));
        change(R"({"logging": {"level": "error"}})");
        int round = 0;
        CPPUNIT_ASSERT(waitsFor([&] {
            const std::string marked = "/marked/" + std::to_string(++round) + "-";
            call(nobody, "GET", marked);
            const std::size_t before = kernel().logged().size();
            call(admin, "POST", "/failures/exception"); // An error is written, and what came before it as well
            CPPUNIT_ASSERT(waitsFor([&] { return kernel().logged().find("\"error\"", before) != std::string::npos; }));
            return kernel().logged().find(marked) == std::string::npos;
        }));
    }

private:
    Answer change(std::string_view body) {
        const Answer answer = call(_changer, "PUT", "/settings/", body);
        assertStatus(200, answer);
        return answer;
    }

    Json limits() {
        const Answer answer = call(nobody, "GET", "/things-limits/");
        assertStatus(200, answer);
        return answer.json;
    }

    const User _viewer{"viewer", {"settings.view"}};
    const User _changer{"changer", {"settings.view", "settings.change"}};
};

CPPUNIT_TEST_SUITE_REGISTRATION(SettingsTest);

} // namespace things::test
