#include "tables/csv_reader.h"
#include "tables/csv_text.h"
#include "tables/tests/collected_rows.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using documents::tables::tests::joined;

std::string rowsOf(std::string_view bytes) {
    documents::tables::tests::Rows rows;
    documents::tables::readCsv(bytes, rows);
    return joined(rows.rows);
}

class CsvTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CsvTest);
    CPPUNIT_TEST(quotedCellsMayHoldDelimitersQuotesAndLines);
    CPPUNIT_TEST(everyDelimiterIsRecognised);
    CPPUNIT_TEST(commasInTextDoNotWinOverSemicolons);
    CPPUNIT_TEST(everyEncodingIsRecognised);
    CPPUNIT_TEST(aFileThatMixesEncodingsIsReadLineByLine);
    CPPUNIT_TEST(aLastLineNeedsNoLineFeed);
    CPPUNIT_TEST(anUnclosedQuoteEndsWithTheFile);
    CPPUNIT_TEST_SUITE_END();

public:
    void quotedCellsMayHoldDelimitersQuotesAndLines() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("1:a|b|2:x;y|say \"hi\"\r\nz"), rowsOf("a;b\r\n\"x;y\";\"say \"\"hi\"\"\r\nz\"\r\n")
        );
    }

    void everyDelimiterIsRecognised() {
        for (const std::string delimiter : {";", ",", "\t", "|"}) {
            const std::string text =
                "Judul\nNama" + delimiter + "Alamat" + delimiter + "WN\nA" + delimiter + "B" + delimiter + "C\n";
            CPPUNIT_ASSERT_EQUAL(std::string("1:Judul|2:Nama|Alamat|WN|3:A|B|C"), rowsOf(text));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("1:sep=||2:a;a|b"), rowsOf("sep=,\na;a,b\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("1:sep=§|2:a§|b"), rowsOf("sep=§\na§;b\n"));
    }

    void commasInTextDoNotWinOverSemicolons() {
        CPPUNIT_ASSERT_EQUAL(
            ';', documents::tables::delimiterOf("Nama;Alamat\nA;Jl. B, C, D, E\nF;Jl. G, H, I, J\nK;Jl. L, M\n")
        );
    }

    void everyEncodingIsRecognised() {
        const std::string expected = "1:Nama|WN|2:\u201cBima\u201d|\u00e9";
        CPPUNIT_ASSERT_EQUAL(expected, rowsOf("\xEF\xBB\xBFNama;WN\n\u201cBima\u201d;\u00e9\n"));
        CPPUNIT_ASSERT_EQUAL(
            expected,
            rowsOf("Nama;WN\n\x93"
                   "Bima\x94;\xE9\n")
        );
        std::string little;
        std::string big;
        for (const char16_t unit : std::u16string(u"Nama;WN\n\u201cBima\u201d;\u00e9\n")) {
            little += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
            big += {static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)};
        }
        CPPUNIT_ASSERT_EQUAL(expected, rowsOf("\xFF\xFE" + little));
        CPPUNIT_ASSERT_EQUAL(expected, rowsOf("\xFE\xFF" + big));
        CPPUNIT_ASSERT_EQUAL(expected, rowsOf(little));
        CPPUNIT_ASSERT_EQUAL(expected, rowsOf(big));
    }

    void aFileThatMixesEncodingsIsReadLineByLine() {
        CPPUNIT_ASSERT_EQUAL(std::string("1:a|\u00e9|2:b|\u00e9"), rowsOf("a;\xC3\xA9\nb;\xE9\n"));
    }

    void aLastLineNeedsNoLineFeed() { CPPUNIT_ASSERT_EQUAL(std::string("1:a|b|2:c|d"), rowsOf("a;b\nc;d")); }

    void anUnclosedQuoteEndsWithTheFile() {
        CPPUNIT_ASSERT_EQUAL(std::string("1:a|b|2:c|d\ne;f"), rowsOf("a;b\nc;\"d\ne;f"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CsvTest);

} // namespace
