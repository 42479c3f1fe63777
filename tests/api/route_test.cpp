/// Routes: paths, methods, query and body, files, and what goes with every answer.

#include "support.h"

#include <array>

namespace things::test {

using tenon::test::RawRequest;

template <On on>
class RouteTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(RouteTest);
    CPPUNIT_TEST(everyPrefixAndATrailingSlashLeadToTheRoute);
    CPPUNIT_TEST(aMissingRouteIsToldFromAMissingRecord);
    CPPUNIT_TEST(hostilePathsLeadNowhere);
    CPPUNIT_TEST(aMethodThatIsNotServedTellsWhichAre);
    CPPUNIT_TEST(headAnswersAsGetDoes);
    CPPUNIT_TEST(optionsTellsTheMethodsOfAPath);
    CPPUNIT_TEST(aPreflightIsAnsweredForAKnownOriginOnly);
    CPPUNIT_TEST(everyAnswerCarriesTheSecurityHeadersAndItsRequestId);
    CPPUNIT_TEST(aTokenIsTakenInEitherSchemeAndABadOneIsRefused);
    CPPUNIT_TEST(aTicketOpensOneEventStreamAndNothingElse);
    CPPUNIT_TEST(theQueryIsCheckedAndConverted);
    CPPUNIT_TEST(aFormIsReadAsTheJsonBodyIs);
    CPPUNIT_TEST(aBodyOfAnotherTypeIsRefused);
    CPPUNIT_TEST(whatIsNoJsonIsRefusedWithItsPosition);
    CPPUNIT_TEST(membersThatNobodyDeclaredPassWhereARouteSaysSo);
    CPPUNIT_TEST(aBodyAboveTheRoutesLimitIsRefused);
    CPPUNIT_TEST(anUploadIsKeptAndSentInRanges);
    CPPUNIT_TEST(aBrokenMultipartBodyIsRefused);
    CPPUNIT_TEST(aServiceIsFoundByItsInterface);
    CPPUNIT_TEST(aJobRunsAfterTheAnswerAndTellsItsResult);
    CPPUNIT_TEST(anEventReachesItsSubscriberAfterTheCommit);
    CPPUNIT_TEST_SUITE_END();

public:
    RouteTest() : KernelFixture(on) {}

    void everyPrefixAndATrailingSlashLeadToTheRoute() {
        added(clerk, "/things", R"({"name": "one"})");
        for (const char* target :
             {"/api/things",
              "/api/things/",
              "/api/v1/things",
              "/api/v1/things/",
              "/api//things//",
              "/api/./things/",
              "/api/%74hings/",
              "/api/v1/things/1",
              "/api/things/1/"}) {
            const Answer answer = raw(clerk, {.method = "GET", .target = target, .headers = {}, .body = {}});
            CPPUNIT_ASSERT_MESSAGE(target, answer.status == 200 && answer.text.find("\"one\"") != std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(
            404, raw(clerk, {.method = "GET", .target = "/things/", .headers = {}, .body = {}}).status
        );
        CPPUNIT_ASSERT_EQUAL(
            404, raw(clerk, {.method = "GET", .target = "/apithings/", .headers = {}, .body = {}}).status
        );
        CPPUNIT_ASSERT_EQUAL(
            404, raw(clerk, {.method = "GET", .target = "/api/v2/things/", .headers = {}, .body = {}}).status
        );
    }

    void aMissingRouteIsToldFromAMissingRecord() {
        expect({
            {clerk, "GET", "/nothing", "", 404, "ROUTE_NOT_FOUND"},
            {nobody, "GET", "/nothing", "", 404, "ROUTE_NOT_FOUND"},
            {clerk, "GET", "/things/1/parts", "", 404, "ROUTE_NOT_FOUND"},
            {clerk, "GET", "/things/1", "", 404, "NOT_FOUND", "ROUTE_NOT_FOUND"},
        });
    }

    void hostilePathsLeadNowhere() {
        for (const char* target :
             {"/api/things/../boxes",
              "/api/things/%2e%2e/boxes",
              "/api/things/%00",
              "/api/things/a%2Fb",
              "/api/things/a%5Cb",
              "/api/things/%0d%0aX:1",
              "/api/things/%ff",
              "/api/things/%zz"}) {
            const Answer answer = raw(clerk, {.method = "GET", .target = target, .headers = {}, .body = {}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(target, 400, answer.status);
        }
    }

    void aMethodThatIsNotServedTellsWhichAre() {
        const Answer list = call(clerk, "DELETE", "/things/");
        assertStatus(405, list);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, POST, OPTIONS"), list.headers.at("allow"));
        const Answer one = call(nobody, "POST", "/things/1", "{}");
        assertStatus(405, one);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, PUT, PATCH, DELETE, OPTIONS"), one.headers.at("allow"));
        for (const char* method : {"TRACE", "PROPFIND", "get"}) {
            assertStatus(405, call(clerk, method, "/things/"));
        }
    }

    void headAnswersAsGetDoes() {
        added(clerk, "/things/", R"({"name": "one"})");
        const Answer head = call(clerk, "HEAD", "/things/1");
        assertStatus(200, head);
        CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), head.headers.at("etag"));
        assertStatus(401, call(nobody, "HEAD", "/things/1"));
        assertStatus(404, call(clerk, "HEAD", "/things/2"));
    }

    void optionsTellsTheMethodsOfAPath() {
        const Answer answer = call(nobody, "OPTIONS", "/things/1");
        assertStatus(204, answer);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, PUT, PATCH, DELETE, OPTIONS"), answer.headers.at("allow"));
        CPPUNIT_ASSERT(!answer.headers.contains("access-control-allow-origin"));
        assertStatus(404, call(nobody, "OPTIONS", "/nothing"));
    }

    void aPreflightIsAnsweredForAKnownOriginOnly() {
        const auto preflight = [&](const std::string& origin) {
            return call(
                nobody, "OPTIONS", "/things/", {}, {{"origin", origin}, {"access-control-request-method", "POST"}}
            );
        };
        const Answer known = preflight("https://console.example");
        assertStatus(204, known);
        CPPUNIT_ASSERT_EQUAL(std::string("https://console.example"), known.headers.at("access-control-allow-origin"));
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, POST, OPTIONS"), known.headers.at("access-control-allow-methods"));
        CPPUNIT_ASSERT(known.headers.at("access-control-allow-headers").find("Authorization") != std::string::npos);
        CPPUNIT_ASSERT(!known.headers.contains("access-control-allow-credentials"));
        for (const char* origin :
             {"https://evil.example", "null", "https://console.example.evil", "http://console.example", "*"}) {
            const Answer unknown = preflight(origin);
            CPPUNIT_ASSERT_MESSAGE(origin, !unknown.headers.contains("access-control-allow-origin"));
            CPPUNIT_ASSERT_EQUAL(std::string("Origin"), unknown.headers.at("vary"));
        }
        const Answer refused = call(nobody, "GET", "/things/", {}, {{"origin", "https://console.example"}});
        assertStatus(401, refused);
        CPPUNIT_ASSERT_EQUAL(std::string("https://console.example"), refused.headers.at("access-control-allow-origin"));
    }

    void everyAnswerCarriesTheSecurityHeadersAndItsRequestId() {
        const Answer answers[] = {
            call(clerk, "GET", "/things/"),
            call(nobody, "GET", "/things/"),
            call(clerk, "GET", "/nothing"),
            call(clerk, "POST", "/failures/number"),
            call(nobody, "OPTIONS", "/things/"),
        };
        for (const Answer& answer : answers) {
            CPPUNIT_ASSERT_EQUAL(std::string("nosniff"), answer.headers.at("x-content-type-options"));
            CPPUNIT_ASSERT(answer.headers.contains("content-security-policy"));
            CPPUNIT_ASSERT(answer.headers.contains("referrer-policy"));
            CPPUNIT_ASSERT(answer.headers.at("x-request-id").size() >= 8);
        }
        CPPUNIT_ASSERT_EQUAL(std::string("private, no-cache"), answers[0].headers.at("cache-control"));
        CPPUNIT_ASSERT_EQUAL(std::string("no-store"), answers[3].headers.at("cache-control"));
        const auto named = [&](const std::string& id) {
            return call(clerk, "GET", "/things/", {}, {{"x-request-id", id}}).headers.at("x-request-id");
        };
        CPPUNIT_ASSERT_EQUAL(std::string("trace-1234.5"), named("trace-1234.5"));
        CPPUNIT_ASSERT(named("short") != "short");
        CPPUNIT_ASSERT(named("with blank and \" quote") != "with blank and \" quote");
    }

    void aTokenIsTakenInEitherSchemeAndABadOneIsRefused() {
        const auto with = [&](const std::string& authorization) {
            return call(nobody, "GET", "/things/", {}, {{"authorization", authorization}});
        };
        for (const char* authorization : {"Bearer x.y.z", "Token", "Basic YTpi", "Bearer ", "", "bearer  a"}) {
            const Answer answer = with(authorization);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(authorization, 401, answer.status);
            CPPUNIT_ASSERT(answer.headers.contains("www-authenticate"));
        }
        assertStatus(200, call(nobody, "GET", "/echo?number=1", {}, {{"authorization", "Bearer x.y.z"}}));
    }

    void aTicketOpensOneEventStreamAndNothingElse() {
        const auto with = [&](const std::string& path, const std::string& ticket) {
            return call(nobody, "GET", path + "?token=" + ticket).status;
        };
        const auto issued = [&] {
            const Answer answer = call(clerk, "POST", "/auth/stream-ticket", "{}");
            assertStatus(201, answer);
            return std::string(answer.json.at("ticket").as_string());
        };
        const std::string ticket = issued();
        CPPUNIT_ASSERT_EQUAL(401, with("/things/", ticket));
        CPPUNIT_ASSERT_EQUAL(404, with("/jobs/999/stream/", ticket)); // Let in: there is no such job.
        CPPUNIT_ASSERT_EQUAL(401, with("/jobs/999/stream/", ticket));
        CPPUNIT_ASSERT_EQUAL(401, with("/jobs/999/stream/", "forged"));
        CPPUNIT_ASSERT_EQUAL(401, call(nobody, "POST", "/auth/stream-ticket", "{}").status);
        const std::string unspent = issued();
        static_cast<void>(with("/jobs/999/stream/", unspent));
        CPPUNIT_ASSERT(kernel().logged().find(unspent) == std::string::npos);
    }

    void theQueryIsCheckedAndConverted() {
        const Answer answer = call(nobody, "GET", "/echo?number=%37&mood=SAD&tags=a&tags=b&unknown=1");
        assertStatus(200, answer);
        assertJson(R"({"number": 7, "mood": "sad", "tags": ["a", "b"]})", answer.json);
        const Answer bad =
            call(nobody, "GET", "/echo?number=0&mood=angry&tags=abcdefghijkl", {}, {{"x-api-dialect", "visa"}});
        assertStatus(400, bad);
        assertJson(
            R"({"number": ["Must be at least 1."], "mood": ["Must be one of: glad, sad."],
                "tags.0": ["Must be at most 10 characters."]})",
            bad.json
        );
        expect({{nobody, "GET", "/echo", "", 400, "number"}});
    }

    void aFormIsReadAsTheJsonBodyIs() {
        const auto echoed = [&](const std::string& body) {
            return raw(
                nobody,
                {.method = "POST",
                 .target = "/api/echo",
                 .headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}},
                 .body = body}
            );
        };
        assertJson(
            R"({"name": "a b&c", "number": 3, "tags": ["x", "y"]})",
            echoed("name=a+b%26c&number=3&tags=x&tags[]=y").json
        );
        assertStatus(400, echoed("number=three"));
        assertStatus(400, echoed("colour=red"));
        assertStatus(400, echoed("name=%ff"));
        assertStatus(200, echoed(""));
    }

    void aBodyOfAnotherTypeIsRefused() {
        const auto sent = [&](const std::string& type, const std::string& body) {
            return raw(
                nobody, {.method = "POST", .target = "/api/echo", .headers = {{"content-type", type}}, .body = body}
            );
        };
        for (const char* type : {"text/plain", "application/xml", "image/png", "application/jsonp", "json"}) {
            const Answer answer = sent(type, "{}");
            CPPUNIT_ASSERT_EQUAL_MESSAGE(type, 415, answer.status);
            CPPUNIT_ASSERT(answer.text.find("UNSUPPORTED_MEDIA_TYPE") != std::string::npos);
        }
        assertStatus(200, sent("application/json; charset=utf-8", "{}"));
        assertStatus(200, sent("Application/Merge-Patch+JSON", "{}"));
    }

    void whatIsNoJsonIsRefusedWithItsPosition() {
        const std::string deep = R"({"any": )" + std::string(70, '[') + std::string(70, ']') + "}";
        const std::pair<std::string, std::string_view> bodies[] = {
            {"{\n  \"name\" \"x\"}", "line 2"},
            {"{\"name\": \"a\", \"name\": \"b\"}", "twice"},
            {R"({"any": {"a": 1, "a": 2}})", "twice"},
            {deep, "not valid JSON"},
            {"[1]", "must be a JSON object"},
            {"\"x\"", "must be a JSON object"},
            {"null", "must be a JSON object"},
            {"{} {}", "not valid JSON"},
            {R"({"name": "\ud800"})", "not valid"},
            {"{\"name\": \"\xff\"}", "not valid"},
            {R"({"number": 01})", "not valid JSON"},
            {R"({"number": NaN})", "not valid JSON"},
            {"{'name': 1}", "not valid JSON"},
            {R"({"number": 1,})", "not valid JSON"},
            {R"({"number": 1e400})", ""},
        };
        for (const auto& [body, words] : bodies) {
            const Answer answer =
                raw(nobody,
                    {.method = "POST",
                     .target = "/api/echo",
                     .headers = {{"content-type", "application/json"}},
                     .body = body});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(body + " -> " + answer.text, 400, answer.status);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(words) != std::string::npos);
        }
    }

    void membersThatNobodyDeclaredPassWhereARouteSaysSo() {
        const Answer answer = call(clerk, "POST", "/anything", R"({"name": "x", "more": {"deep": [1]}})");
        assertStatus(200, answer);
        assertJson(R"({"name": "x", "more": {"deep": [1]}})", answer.json);
        expect({{clerk, "POST", "/anything", R"({"name": 5})", 400, "name"}});
    }

    void aBodyAboveTheRoutesLimitIsRefused() {
        const std::string body = R"({"more": ")" + std::string(2000, 'x') + "\"}";
        const Answer answer = call(clerk, "POST", "/anything", body);
        assertStatus(413, answer);
        CPPUNIT_ASSERT(answer.text.find("BODY_TOO_LARGE") != std::string::npos);
    }

    void anUploadIsKeptAndSentInRanges() {
        const Answer kept =
            kernel().upload(clerk, "/files/", {{"file", "../../etc/hello.txt", "Hello, world"}}, {{"title", "A text"}});
        assertStatus(201, kept);
        assertJson(
            R"({"sha256": "4ae7c3b6ac0beff671efa8cf57386151c06e58ca53a78d83f36107316cec125f", "size": 12,
                "filename": "hello.txt", "title": "A text"})",
            kept.json
        );
        const std::string path = "/files/" + std::string(kept.json.at("sha256").as_string()) + "/12";
        const Answer whole = call(clerk, "GET", path);
        assertStatus(200, whole);
        CPPUNIT_ASSERT_EQUAL(std::string("Hello, world"), whole.text);
        CPPUNIT_ASSERT_EQUAL(std::string("bytes"), whole.headers.at("accept-ranges"));
        CPPUNIT_ASSERT(whole.headers.at("content-disposition").starts_with("attachment"));
        const Answer part = call(clerk, "GET", path, {}, {{"range", "bytes=7-"}});
        assertStatus(206, part);
        CPPUNIT_ASSERT_EQUAL(std::string("world"), part.text);
        CPPUNIT_ASSERT_EQUAL(std::string("bytes 7-11/12"), part.headers.at("content-range"));
        const Answer beyond = call(clerk, "GET", path, {}, {{"range", "bytes=20-"}});
        assertStatus(416, beyond);
        CPPUNIT_ASSERT_EQUAL(std::string("bytes */12"), beyond.headers.at("content-range"));
        assertStatus(304, call(clerk, "GET", path, {}, {{"if-none-match", whole.headers.at("etag")}}));
        assertStatus(401, call(nobody, "GET", path));
    }

    void aBrokenMultipartBodyIsRefused() {
        const auto sent = [&](const std::string& type, const std::string& body) {
            return raw(
                clerk, {.method = "POST", .target = "/api/files/", .headers = {{"content-type", type}}, .body = body}
            );
        };
        const std::string good = "multipart/form-data; boundary=b";
        const std::string file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nx\r\n";
        assertStatus(201, sent(good, file + "--b--\r\n"));
        assertStatus(400, sent("multipart/form-data", file + "--b--\r\n"));
        assertStatus(400, sent(good, file));
        assertStatus(400, sent(good, "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"));
        assertStatus(400, sent(good, ""));
        assertStatus(400, sent(good, "--b--\r\n"));
        assertStatus(400, kernel().upload(clerk, "/files/", {}, {{"title", "x"}}));
        assertStatus(400, kernel().upload(clerk, "/files/", {{"file", "a", "x"}}, {{"colour", "red"}}));
        assertStatus(400, kernel().upload(clerk, "/files/", {{"file", "a", "x"}}, {{"title", std::string(21, 'x')}}));
        assertStatus(400, kernel().upload(clerk, "/files/", {{"file", "a", "x"}, {"portrait", "b", "y"}}));
        const Answer json = call(clerk, "POST", "/files/", R"({"title": "x"})", {{"x-api-dialect", "visa"}});
        assertStatus(400, json);
        CPPUNIT_ASSERT_MESSAGE(json.text, json.json.as_object().contains("file"));
    }

    void aServiceIsFoundByItsInterface() {
        expect({{clerk, "GET", "/greetings/Siti%20A", "", 200, "Good day, Siti A"}});
    }

    void aJobRunsAfterTheAnswerAndTellsItsResult() {
        const Answer answer = call(clerk, "POST", "/work", R"({"what": "paint"})");
        assertStatus(202, answer);
        const std::string job = "/jobs/" + std::to_string(answer.json.at("id").as_int64());
        CPPUNIT_ASSERT(kernel().finishJobs());
        const std::string cancel = job + "/cancel";
        expect({
            {clerk, "GET", job, "", 200, R"("done":"paint")"},
            {other, "GET", job, "", 404},
            {nobody, "GET", job, "", 401},
            {clerk, "POST", cancel, "", 409, "INVALID_STATE"},
        });
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), notes("job by clerk"));
    }

    void anEventReachesItsSubscriberAfterTheCommit() {
        added(clerk, "/things/", R"({"name": "one"})");
        assertStatus(400, call(clerk, "POST", "/things/", R"({"name": "forbidden"})"));
        assertStatus(200, call(clerk, "PATCH", "/things/1", R"({"amount": 1})"));
        CPPUNIT_ASSERT(waitsFor([&] { return notes("things.changed") == 1; }));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), notes("things.added"));
    }

private:
    Answer raw(const User& who, const RawRequest& request) { return kernel().send(who, request); }
};

static const OnBothDatabases<RouteTest> registered;

} // namespace things::test
