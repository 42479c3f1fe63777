/// What each type of field accepts and refuses: rows of a field, what was sent, and what comes of it.

#include "check.h"

#include <cppunit/extensions/HelperMacros.h>

#include <initializer_list>

namespace {

using namespace tenon::fields;
using tenon::Field;
using tenon::schema::test::outcome;
using tenon::schema::test::textOutcome;

struct Row {
    const char* sent;
    const char* expected;
};

class KindsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(KindsTest);
    CPPUNIT_TEST(aTextIsTrimmedAndCountedInCodePoints);
    CPPUNIT_TEST(aTextRefusesControlCharactersAndBrokenUtf8);
    CPPUNIT_TEST(aSecretKeepsItsBlanks);
    CPPUNIT_TEST(anIntegerIsAWholeNumberOf64Bits);
    CPPUNIT_TEST(aDecimalIsExactOrRefused);
    CPPUNIT_TEST(aDecimalKeepsItsLimits);
    CPPUNIT_TEST(aNumberIsFinite);
    CPPUNIT_TEST(aBooleanIsTrueOrFalse);
    CPPUNIT_TEST(aDateIsADayOfTheCalendar);
    CPPUNIT_TEST(aTimestampIsAnsweredInUtc);
    CPPUNIT_TEST(aChoiceIsComparedWithoutCaseAndBlanks);
    CPPUNIT_TEST(anEmailIsAnAddressWithoutQuotes);
    CPPUNIT_TEST(aUuidIsAnsweredInLowerCase);
    CPPUNIT_TEST(aReferenceIsAPositiveIdOrAUuid);
    CPPUNIT_TEST(aDurationNamesItsUnit);
    CPPUNIT_TEST(anAmountOfBytesNamesItsUnit);
    CPPUNIT_TEST(jsonIsKeptAsSentUnlessItIsHostile);
    CPPUNIT_TEST(formsWriteNumbersAndBooleansAsTexts);
    CPPUNIT_TEST_SUITE_END();

    static void rows(const Field& field, std::initializer_list<Row> rows) {
        for (const Row& row : rows) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.sent, std::string(row.expected), outcome(field, row.sent));
        }
    }

    static void textRows(const Field& field, std::initializer_list<Row> rows) {
        for (const Row& row : rows) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.sent, std::string(row.expected), textOutcome(field, row.sent));
        }
    }

    void aTextIsTrimmedAndCountedInCodePoints() {
        rows(
            text("t", 4).min(2),
            {
                {R"("  abcd\n")", R"("abcd")"},
                {R"("àéîö")", R"("àéîö")"},
                {R"("àéîöü")", "t: Must be at most 4 characters."},
                {R"("𝔸𝔹𝔸𝔹")", R"("𝔸𝔹𝔸𝔹")"},
                {R"("a")", "t: Must be at least 2 characters."},
                {R"(" a ")", "t: Must be at least 2 characters."},
                {R"("a\tb")", R"("a\tb")"},
                {"12", "t: Must be a text."},
                {"true", "t: Must be a text."},
                {"null", "t: This field may not be null."},
                {"[]", "t: Must be a text."},
                {R"("\u202Bab")", "\"\u202Bab\""},
            }
        );
        rows(text("t"), {{R"("")", R"("")"}, {R"("%_'; DROP TABLE x --")", R"("%_'; DROP TABLE x --")"}});
        rows(text("t").required(), {{R"("   ")", "t: This field may not be empty."}});
    }

    void aTextRefusesControlCharactersAndBrokenUtf8() {
        const char* controls = "t: Must not contain control characters.";
        const char* broken = "t: Must be valid UTF-8.";
        rows(
            text("t"),
            {
                {R"("a\u0000b")", controls},
                {R"("a\u001B[2J")", controls},
                {R"("a\u007F")", controls},
                {R"("a\u0085b")", controls},
                {"\"a\xFFz\"", broken},
                {"\"\xC0\xAF\"", broken},
                {"\"\xE0\x80\xAF\"", broken},
                {"\"\xED\xA0\x80\"", broken},
                {"\"\xF4\x90\x80\x80\"", broken},
                {"\"\xF5\x80\x80\x80\"", broken},
                {"\"\xE2\x82\"", broken},
                {"\"\xE2\x82\xAC\"", "\"€\""},
            }
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("t: Must be at most 255 characters."), outcome(text("t"), '"' + std::string(10'000, 'x') + '"')
        );
    }

    void aSecretKeepsItsBlanks() {
        rows(secret("s", 5), {{R"(" ab ")", R"(" ab ")"}, {R"("123456")", "s: Must be at most 5 characters."}});
    }

    void anIntegerIsAWholeNumberOf64Bits() {
        rows(
            integer("n").min(-5).max("9223372036854775807"),
            {
                {"7", "7"},
                {"7.0", "7"},
                {"-5", "-5"},
                {"-6", "n: Must be at least -5."},
                {"9223372036854775807", "9223372036854775807"},
                {"9223372036854775808", "n: Must be a whole number."},
                {"1e30", "n: Must be a whole number."},
                {"7.5", "n: Must be a whole number."},
                {R"("7")", "n: Must be a whole number."},
                {"true", "n: Must be a whole number."},
            }
        );
        rows(integer("n").max("10"), {{"11", "n: Must be at most 10."}});
    }

    void aDecimalIsExactOrRefused() {
        const char* inexact = "d: Must be sent as a text, because the number has too many digits to be exact.";
        rows(
            decimal("d", 2),
            {
                {R"("12.3")", R"("12.30")"},
                {R"(" -0.05 ")", R"("-0.05")"},
                {"12", R"("12.00")"},
                {"12.3", R"("12.30")"},
                {"0.1", R"("0.10")"},
                {"1e2", R"("100.00")"},
                {"1234567890123.45", R"("1234567890123.45")"},
                {"0", R"("0.00")"},
                {"12.345", "d: Must have at most 2 decimals."},
                {R"("12.345")", "d: Must have at most 2 decimals."},
                {"12345678901234.56", inexact},
                {"9007199254740993.5", inexact},
                {"1e300", inexact},
                {"1e-300", "d: Must have at most 2 decimals."},
                {R"("1e2")", "d: Must be a decimal number."},
                {R"("1,50")", "d: Must be a decimal number."},
                {R"("")", "d: Must be a decimal number."},
                {R"("NaN")", "d: Must be a decimal number."},
                {"false", "d: Must be a decimal number."},
                {R"("99999999999999999999")", "d: Must have at most 16 digits before the decimal point."},
                {"9223372036854775807", "d: Must have at most 16 digits before the decimal point."},
            }
        );
    }

    void aDecimalKeepsItsLimits() {
        rows(
            decimal("d", 2).min("0").max(100),
            {{"0", R"("0.00")"}, {"-0.01", "d: Must be at least 0.00."}, {R"("100.01")", "d: Must be at most 100.00."}}
        );
    }

    void aNumberIsFinite() {
        rows(
            number("n").min(0).max(1),
            {
                {"0.5", "5E-1"},
                {"1", "1E0"},
                {"1.5", "n: Must be at most 1E0."},
                {"-1", "n: Must be at least 0E0."},
                {R"("0.5")", "n: Must be a number."},
            }
        );
        textRows(number("n"), {{"2.5", "2.5E0"}, {"inf", "n: Must be a number."}, {"nan", "n: Must be a number."}});
    }

    void aBooleanIsTrueOrFalse() {
        rows(
            boolean("b"),
            {
                {"true", "true"},
                {"false", "false"},
                {R"("yes")", "b: Must be true or false."},
                {"1", "b: Must be true or false."},
            }
        );
    }

    void aDateIsADayOfTheCalendar() {
        const char* fault = "d: Must be a date of the form YYYY-MM-DD.";
        rows(
            date("d"),
            {
                {R"("2024-02-29")", R"("2024-02-29")"},
                {R"(" 2024-02-29 ")", R"("2024-02-29")"},
                {R"("2024-02-30")", fault},
                {R"("29.02.2024")", fault},
                {"20240229", fault},
            }
        );
    }

    void aTimestampIsAnsweredInUtc() {
        const char* fault = "t: Must be a date and time with zone, such as 2026-01-31T08:00:00Z.";
        rows(
            timestamp("t"),
            {
                {R"("2026-01-31T08:00:00+07:00")", R"("2026-01-31T01:00:00.000000Z")"},
                {R"("2026-01-31T08:00:00")", fault},
                {R"("yesterday")", fault},
                {"1767225600", fault},
            }
        );
    }

    void aChoiceIsComparedWithoutCaseAndBlanks() {
        rows(
            choice("c", {"Active", "retired"}),
            {
                {R"(" aCTIVE ")", R"("Active")"},
                {R"("gone")", "c: Must be one of: Active, retired."},
                {R"("")", "c: Must be one of: Active, retired."},
                {"1", "c: Must be one of: Active, retired."},
            }
        );
    }

    void anEmailIsAnAddressWithoutQuotes() {
        const char* fault = "e: Must be an e-mail address.";
        rows(
            email("e"),
            {
                {R"(" Ann.O'Neil+x@mail.example.org ")", R"("Ann.O'Neil+x@mail.example.org")"},
                {R"("root@localhost")", R"("root@localhost")"},
                {R"("a@b@c")", fault},
                {R"("a..b@example.org")", fault},
                {R"(".a@example.org")", fault},
                {R"("a@-example.org")", fault},
                {R"("a@example..org")", fault},
                {R"("a@")", fault},
                {R"("@example.org")", fault},
                {R"("a b@example.org")", fault},
                {R"("a\u0000@example.org")", fault},
                {R"("a@example.org\nBcc: x@example.org")", fault},
                {R"("")", fault},
                {"5", fault},
            }
        );
        const std::string longLocal = '"' + std::string(65, 'a') + "@example.org\"";
        CPPUNIT_ASSERT_EQUAL(std::string(fault), outcome(email("e"), longLocal));
    }

    void aUuidIsAnsweredInLowerCase() {
        rows(
            uuid("u"),
            {
                {R"("8C7A0F2E-1B3D-4E5F-8A9B-0C1D2E3F4A5B")", R"("8c7a0f2e-1b3d-4e5f-8a9b-0c1d2e3f4a5b")"},
                {R"("8c7a0f2e1b3d4e5f8a9b0c1d2e3f4a5b")", "u: Must be a UUID."},
                {R"("8c7a0f2e-1b3d-4e5f-8a9b-0c1d2e3f4a5g")", "u: Must be a UUID."},
                {"1", "u: Must be a UUID."},
            }
        );
    }

    void aReferenceIsAPositiveIdOrAUuid() {
        const char* fault = "r: Must be the id or UUID of a record.";
        rows(
            ref("r", "inv_item"),
            {
                {"12", "12"},
                {R"("8C7A0F2E-1B3D-4E5F-8A9B-0C1D2E3F4A5B")", R"("8c7a0f2e-1b3d-4e5f-8a9b-0c1d2e3f4a5b")"},
                {"0", fault},
                {"-1", fault},
                {R"("12")", fault},
                {"{}", fault},
            }
        );
        textRows(ref("r", "inv_item"), {{"12", "12"}, {"1 OR 1=1", fault}});
    }

    void aDurationNamesItsUnit() {
        const char* fault = "d: Must be a length of time with its unit (ms, s, m, h or d), such as 30s.";
        textRows(
            duration("d").min("100ms").max("7d"),
            {
                {"250ms", "250"},
                {"30s", "30000"},
                {"15 m", "900000"},
                {"12H", "43200000"},
                {"7d", "604800000"},
                {"99ms", "d: Must be at least 100ms."},
                {"8d", "d: Must be at most 7d."},
                {"0", "d: Must be at least 100ms."},
                {"30", fault},
                {"-1s", fault},
                {"1.5h", fault},
                {"99999999999999d", fault},
            }
        );
        rows(duration("d"), {{"1500", "1500"}, {R"("1s")", "1000"}, {"-1", fault}});
    }

    void anAmountOfBytesNamesItsUnit() {
        const char* fault = "b: Must be an amount of bytes with its unit (B, KB, MB, GB or TB), such as 25MB.";
        textRows(
            bytes("b").max("1GB"),
            {
                {"64KB", "65536"},
                {"25mb", "26214400"},
                {"0", "0"},
                {"2GB", "b: Must be at most 1GB."},
                {"64", fault},
                {"64KiB", fault},
                {"9999999999TB", fault},
            }
        );
    }

    void jsonIsKeptAsSentUnlessItIsHostile() {
        rows(
            tenon::fields::json("j"),
            {
                {R"({"a":[1,null,"x"]})", R"({"a":[1,null,"x"]})"},
                {R"("x")", R"("x")"},
                {R"({"a":"\u0000"})", "j: Must not contain NUL characters."},
                {R"({"\u0000":1})", "j: Must not contain NUL characters."},
                {"[\"\xFF\"]", "j: Must be valid UTF-8."},
            }
        );
        const std::string deep = std::string(500, '[') + std::string(500, ']');
        CPPUNIT_ASSERT_EQUAL(std::string("j: Must not be nested so deep."), outcome(tenon::fields::json("j"), deep));
        textRows(tenon::fields::json("j"), {{R"({"a":1})", R"({"a":1})"}, {"{a", "j: Must be JSON."}});
    }

    void formsWriteNumbersAndBooleansAsTexts() {
        textRows(integer("n"), {{"7", "7"}, {" -7 ", "-7"}, {"7.0", "n: Must be a whole number."}});
        textRows(integer("n"), {{"7x", "n: Must be a whole number."}, {"+7", "n: Must be a whole number."}});
        textRows(boolean("b"), {{"On", "true"}, {"0", "false"}, {"maybe", "b: Must be true or false."}});
        textRows(decimal("d", 2), {{"12345678901234.56", R"("12345678901234.56")"}});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(KindsTest);

} // namespace
