#include "extraction/fields/kode_densus.h"
#include "extraction/layout/row_kind.h"
#include "extraction/tests/collected.h"
#include "extraction/text.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

class TextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TextTest);
    CPPUNIT_TEST(utf8IsWhatRfc3629Allows);
    CPPUNIT_TEST(aPlainTextHasNeitherStrayBytesNorControls);
    CPPUNIT_TEST(whatAReaderGivesIsPlainInTheRecord);
    CPPUNIT_TEST(blanksSayNothing);
    CPPUNIT_TEST(theTextOfALongRowEndsWithAWholeCharacter);
    CPPUNIT_TEST_SUITE_END();

public:
    void utf8IsWhatRfc3629Allows() {
        for (const std::string_view text :
             {"a"sv,
              "\xC2\x80"sv,
              "\xE0\xA0\x80"sv,
              "\xED\x9F\xBF"sv,
              "\xEE\x80\x80"sv,
              "\xF0\x90\x80\x80"sv,
              "\xF4\x8F\xBF\xBF"sv}) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), dttot::text::isValidUtf8(text));
        }
        // Stray, cut off, overlong, a surrogate, beyond U+10FFFF.
        for (const std::string_view text :
             {"\x80"sv,
              "\xC2"sv,
              "\xE2\x82"sv,
              "\xC1\xBF"sv,
              "\xE0\x9F\xBF"sv,
              "\xF0\x8F\xBF\xBF"sv,
              "\xED\xA0\x80"sv,
              "\xF4\x90\x80\x80"sv,
              "\xFF"sv}) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), !dttot::text::isValidUtf8(text));
        }
    }

    void aPlainTextHasNeitherStrayBytesNorControls() {
        std::string text = "Jl.\t\xC3\xA9\n\x01\xB4x\0y\x7F"s;
        dttot::text::makePlain(text);
        CPPUNIT_ASSERT_EQUAL(std::string("Jl.\t\xC3\xA9\n\uFFFDxy"), text);
    }

    void whatAReaderGivesIsPlainInTheRecord() {
        dttot::tests::Findings findings;
        dttot::extract(
            {},
            [](std::string_view, dttot::tables::RowSink& sink) {
                sink.sheet({.name = "Orang\0\xB4"s});
                sink.row({.number = 1, .cells = {{"Nama"}, {"Kode"}, {"Catatan\xB4"}}});
                sink.row({.number = 2, .cells = {{"Bima\xB4"}, {"IDD-001"}, {"\xED\xA0\x80"}}});
            },
            findings
        );
        boost::system::error_code error;
        boost::json::parse(boost::json::serialize(jsonOf(findings.records.at(0))), error);
        CPPUNIT_ASSERT(!error);
        CPPUNIT_ASSERT_EQUAL(std::string("Orang\uFFFD"), findings.sheets.at(0));
    }

    void blanksSayNothing() {
        std::string blanks;
        for (int i = 0; i < 50; ++i) {
            blanks += "\r\u00A0 ";
        }
        for (const std::string& text : {blanks, blanks + "-", "Tidak" + blanks + "diketahui" + blanks}) {
            CPPUNIT_ASSERT_MESSAGE(text, dttot::text::isAbsent(text));
        }
        CPPUNIT_ASSERT(!dttot::text::isAbsent(blanks + "Mesir"));
        CPPUNIT_ASSERT(!dttot::text::isAbsent("tidak ada" + std::string(40, 'a')));
        CPPUNIT_ASSERT_EQUAL(std::string(), dttot::fields::kodeDensusOf("-" + blanks));
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-012"), dttot::fields::kodeDensusOf("IDD" + blanks + "012" + blanks));
        CPPUNIT_ASSERT(dttot::fields::isKodeDensus("IDD" + blanks + "012"));
    }

    void theTextOfALongRowEndsWithAWholeCharacter() {
        std::string letters;
        for (int i = 0; i < 200; ++i) {
            letters += "\u0639";
        }
        CPPUNIT_ASSERT_EQUAL(
            "x" + letters.substr(0, 298), dttot::layout::textOf({.number = 1, .cells = {{"x" + letters}}})
        );
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TextTest);

} // namespace
