#include <kernel/telemetry/recent_text.h>
#include <kernel/telemetry/redaction.h>

#include <tenon/json.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace {

using tenon::telemetry::RecentText;
using tenon::telemetry::redacted;

constexpr const char* jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

class RedactionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RedactionTest);
    CPPUNIT_TEST(whatASecretsNameIsGivenIsHidden);
    CPPUNIT_TEST(credentialsAreHiddenWhateverTheirScheme);
    CPPUNIT_TEST(theRestStaysAsItWas);
    CPPUNIT_TEST(membersOfALineAreHiddenAtAnyDepth);
    CPPUNIT_TEST(theRecentTextIsTheLastWholeLines);
    CPPUNIT_TEST(aTextLargerThanAllMemoryKeepsItsEnd);
    CPPUNIT_TEST_SUITE_END();

public:
    void whatASecretsNameIsGivenIsHidden() {
        const struct {
            const char* text;
            const char* logged;
        } cases[] = {
            {"password=hunter2 host=db", "password=[redacted] host=db"},
            {"PGPASSWORD = 'hun ter2' host", "PGPASSWORD = '[redacted]' host"},
            {R"({"refresh_token": "abc", "id": 7})", R"({"refresh_token": "[redacted]", "id": 7})"},
            {R"({\"api_key\":\"abc\"})", R"({\"api_key\":\"[redacted]"})"},
            {"/reset?token=abc&page=2", "/reset?token=[redacted]&page=2"},
            {"Cookie: session=abc", "Cookie: [redacted]"},
            {"X-Api-Key: abc; next", "X-Api-Key: [redacted]; next"},
        };

        for (const auto& [text, logged] : cases) {
            CPPUNIT_ASSERT_EQUAL(std::string(logged), redacted(text));
        }
    }

    void credentialsAreHiddenWhateverTheirScheme() {
        CPPUNIT_ASSERT_EQUAL(std::string("sent [redacted] twice"), redacted(std::string("sent ") + jwt + " twice"));
        CPPUNIT_ASSERT_EQUAL(std::string("Bearer [redacted]"), redacted("Bearer abcDEF0123"));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Authorization: Basic [redacted]"), redacted("Authorization: Basic dXNlcjpwYXNzd29yZA==")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("at postgresql://tenon:[redacted]@db:5432/tenon now"),
            redacted("at postgresql://tenon:p@ss:w@db:5432/tenon now")
        );
        CPPUNIT_ASSERT_EQUAL(std::string("of [redacted]"), redacted("of q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"));
    }

    void theRestStaysAsItWas() {
        for (const char* text :
             {"The token is invalid or expired.",
              "Wrong password",
              "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
              "0b6a4f1e-7c1d-4b52-9a3e-0a1b2c3d4e5f",
              "http://127.0.0.1:8080/api/v1/things?page=2",
              "tenon::telemetry::SomeVeryLongClassName1::itsFunction: what=1",
              "",
              "\xD8\xB3\xD8\xB1 : x"}) {
            CPPUNIT_ASSERT_EQUAL(std::string(text), redacted(text));
        }
    }

    void membersOfALineAreHiddenAtAnyDepth() {
        tenon::JsonObject fields =
            boost::json::parse(
                R"({"module": "m", "password": "a", "tokens": ["b", "c"], "has_token": true, "inner": [{"clientSecret": "d"},
               "Bearer abcDEF0123", 7], "access": {"key": "e"}})"
            )
                .as_object();
        tenon::telemetry::redact(fields);
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                R"({"module":"m","password":"[redacted]","tokens":"[redacted]","has_token":true,)"
                R"("inner":[{"clientSecret":"[redacted]"},"Bearer [redacted]",7],"access":{"key":"[redacted]"}})"
            ),
            boost::json::serialize(fields)
        );
    }

    void theRecentTextIsTheLastWholeLines() {
        RecentText recent(16);
        CPPUNIT_ASSERT_EQUAL(std::string(), recent.lines());
        recent.append("one\ntwo\n");
        CPPUNIT_ASSERT_EQUAL(std::string("one\ntwo\n"), recent.lines());
        recent.append("three\nfour\n");
        CPPUNIT_ASSERT_EQUAL(std::string("two\nthree\nfour\n"), recent.lines());
        recent.append("line 10\n");
        for (int i = 11; i < 100; ++i) {
            const std::string line = "line " + std::to_string(i) + "\n";
            recent.append(line);
            CPPUNIT_ASSERT_EQUAL(line, recent.lines()); // The one before is whole, too, but that cannot be seen.
        }
    }

    void aTextLargerThanAllMemoryKeepsItsEnd() {
        RecentText recent(8);
        recent.append("a long line that does not fit\nend\n");
        CPPUNIT_ASSERT_EQUAL(std::string("end\n"), recent.lines());
        recent.append("no end of line in sight");
        CPPUNIT_ASSERT_EQUAL(std::string(), recent.lines());
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(RedactionTest);
