/// Browsers that are signed in by cookie, and other sites that would use them.

#include "support.h"

namespace things::test {

using tenon::test::RawRequest;

class BrowserTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(BrowserTest);
    CPPUNIT_TEST(theCookiesCannotBeReadOrSentFromElsewhere);
    CPPUNIT_TEST(aCookieSignsIn);
    CPPUNIT_TEST(aChangeNeedsTheProof);
    CPPUNIT_TEST(anotherSiteIsRefusedEvenWithTheProof);
    CPPUNIT_TEST(aGetThatChangesSomethingNeedsTheProofToo);
    CPPUNIT_TEST(aTokenInTheHeaderNeedsNoProof);
    CPPUNIT_TEST(anotherSiteCannotSignABrowserIn);
    CPPUNIT_TEST(thePageItselfSignsABrowserIn);
    CPPUNIT_TEST(loggingOutEndsTheSession);
    CPPUNIT_TEST(refreshingKeepsTheBrowserSignedIn);
    CPPUNIT_TEST(thePageShowsWhoIsSignedInAndNothingElse);
    CPPUNIT_TEST(anOpenRouteServesABrowserWithoutProofAsAnybody);
    CPPUNIT_TEST_SUITE_END();

public:
    BrowserTest() : KernelFixture(On::Sqlite) {}

    void setUp() override {
        KernelFixture::setUp();
        assertStatus(200, call(clerk, "GET", "/things/")); // Makes the account.
        const Answer answer = login({});
        assertStatus(200, answer);
        _proof = std::string(tenon::textOf(answer.json.at("csrf_token").as_string()));
        keepCookies(answer);
    }

    void theCookiesCannotBeReadOrSentFromElsewhere() {
        const Answer answer = login({});
        const std::string& cookies = answer.headers.at("set-cookie");
        CPPUNIT_ASSERT_EQUAL_MESSAGE(cookies, std::size_t(3), count(cookies, "SameSite=Strict"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE("the proof is for the page's scripts", std::size_t(2), count(cookies, "HttpOnly"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE("tests speak without TLS", std::size_t(0), count(cookies, "Secure"));
        CPPUNIT_ASSERT(answer.text.find("eyJ") == std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("no-store"), answer.headers.at("cache-control"));
    }

    void aCookieSignsIn() {
        assertStatus(200, browse("GET", "/api/things/"));
        CPPUNIT_ASSERT(browse("GET", "/api/session-auth/").json.at("user").at("username") == "clerk");
        RawRequest forged = request("GET", "/api/things/");
        forged.headers["cookie"] = "tenon-session=forged";
        assertStatus(401, kernel().send(nobody, forged));
    }

    void aChangeNeedsTheProof() {
        const std::string box = R"({"name": "big"})";
        const Answer refused = browse("POST", "/api/boxes/", box);
        assertStatus(403, refused);
        CPPUNIT_ASSERT_MESSAGE(refused.text, refused.text.find("CSRF_FAILED") != std::string::npos);
        assertStatus(403, browse("POST", "/api/boxes/", box, {{"x-csrftoken", "guessed"}}));
        assertStatus(201, browse("POST", "/api/boxes/", box, {{"x-csrftoken", _proof}}));
    }

    void anotherSiteIsRefusedEvenWithTheProof() {
        const std::string box = R"({"name": "big"})";
        for (const char* origin :
             {"https://evil.example", "null", "http://office.example.evil.example", "office.example"}) {
            const Answer answer = browse("POST", "/api/boxes/", box, {{"x-csrftoken", _proof}, {"origin", origin}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(origin, 403, answer.status);
        }
        assertStatus(
            403, browse("POST", "/api/boxes/", box, {{"x-csrftoken", _proof}, {"sec-fetch-site", "cross-site"}})
        );
        assertStatus(
            201, browse("POST", "/api/boxes/", box, {{"x-csrftoken", _proof}, {"origin", "http://office.example"}})
        );
    }

    void aGetThatChangesSomethingNeedsTheProofToo() {
        assertStatus(403, browse("GET", "/api/changing"));
        assertStatus(405, browse("HEAD", "/api/changing", {}, {{"x-csrftoken", _proof}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), notes("changed"));
        assertStatus(200, browse("GET", "/api/changing", {}, {{"x-csrftoken", _proof}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), notes("changed"));
    }

    void aTokenInTheHeaderNeedsNoProof() {
        assertStatus(200, call(clerk, "GET", "/changing"));
        assertStatus(201, call(clerk, "POST", "/boxes/", R"({"name": "big"})", {{"cookie", _cookies}}));
    }

    void anotherSiteCannotSignABrowserIn() {
        const Answer answer = login({{"origin", "https://evil.example"}});
        assertStatus(403, answer);
        CPPUNIT_ASSERT(!answer.headers.contains("set-cookie"));
        assertStatus(403, login({{"origin", "null"}}));
        assertStatus(403, login({{"origin", "null"}, {"sec-fetch-site", "cross-site"}}));
        assertStatus(403, login({{"origin", "null"}, {"sec-fetch-site", "same-site"}}));
    }

    /// The page says nothing of where it is from, since no page of ours sends referrers.
    void thePageItselfSignsABrowserIn() {
        assertStatus(200, login({{"origin", "null"}, {"sec-fetch-site", "same-origin"}}));
    }

    void loggingOutEndsTheSession() {
        assertStatus(403, browse("POST", "/api/session-auth/logout/"));
        const Answer answer = browse("POST", "/api/session-auth/logout/", {}, {{"x-csrftoken", _proof}});
        assertStatus(200, answer);
        CPPUNIT_ASSERT_EQUAL(std::size_t(3), count(answer.headers.at("set-cookie"), "Max-Age=0"));
        assertStatus(401, browse("GET", "/api/things/"));
        assertStatus(401, browse("POST", "/api/session-auth/refresh/"));
    }

    void refreshingKeepsTheBrowserSignedIn() {
        const Answer answer = browse("POST", "/api/session-auth/refresh/");
        assertStatus(200, answer);
        assertStatus(401, browse("POST", "/api/session-auth/refresh/"));
        keepCookies(login({}));
        assertStatus(200, browse("GET", "/api/things/"));
    }

    void thePageShowsWhoIsSignedInAndNothingElse() {
        const std::map<std::string, std::string> page{{"accept", "text/html,*/*"}};
        const Answer mine = browse("GET", "/api/session-auth/", {}, page);
        CPPUNIT_ASSERT_EQUAL(std::string("text/html; charset=utf-8"), mine.headers.at("content-type"));
        CPPUNIT_ASSERT(mine.text.find("clerk") != std::string::npos);
        const Answer strangers = kernel().send(nobody, request("GET", "/api/session-auth/", {}, page));
        CPPUNIT_ASSERT(strangers.text.find("type=\"password\"") != std::string::npos);
        CPPUNIT_ASSERT(strangers.text.find("<script") == std::string::npos);
        RawRequest form = request("POST", "/api/session-auth/login/", "username=clerk&password=wrong", page);
        form.headers["content-type"] = "application/x-www-form-urlencoded";
        const Answer wrong = kernel().send(nobody, form);
        assertStatus(401, wrong);
        CPPUNIT_ASSERT(wrong.text.find("is not right") != std::string::npos);
    }

    void anOpenRouteServesABrowserWithoutProofAsAnybody() {
        assertStatus(200, browse("POST", "/api/echo", R"({"name": "x"})"));
        assertStatus(200, browse("POST", "/api/auth/validate-token", R"({"token": "x"})"));
    }

private:
    static std::size_t count(const std::string& text, std::string_view part) {
        std::size_t found = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
            ++found;
        }
        return found;
    }

    static RawRequest request(
        const std::string& method,
        const std::string& target,
        const std::string& body = {},
        const std::map<std::string, std::string>& headers = {}
    ) {
        RawRequest request{.method = method, .target = target, .headers = headers, .body = body};
        request.headers.emplace("host", "office.example");
        request.headers.emplace("content-type", "application/json");
        return request;
    }

    Answer login(const std::map<std::string, std::string>& headers) {
        const std::string body = R"({"username": "clerk", "password": "a password of the test kit"})";
        return kernel().send(nobody, request("POST", "/api/session-auth/login/", body, headers));
    }

    Answer browse(
        const std::string& method,
        const std::string& target,
        const std::string& body = {},
        std::map<std::string, std::string> headers = {}
    ) {
        headers.emplace("cookie", _cookies);
        return kernel().send(nobody, request(method, target, body, headers));
    }

    void keepCookies(const Answer& answer) {
        _cookies.clear();
        std::string_view lines = answer.headers.at("set-cookie");
        while (!lines.empty()) {
            const std::string_view line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(std::min(line.size() + 1, lines.size()));
            _cookies.append(_cookies.empty() ? "" : "; ").append(line.substr(0, line.find(';')));
        }
    }

    std::string _cookies;
    std::string _proof;
};

CPPUNIT_TEST_SUITE_REGISTRATION(BrowserTest);

} // namespace things::test
