#include "tables/failure.h"
#include "tables/format.h"
#include "tables/tests/collected_rows.h"
#include "tables/tests/workbook_builder.h"
#include "tables/xlsx_reader.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using documents::tables::tests::joined;
using documents::tables::tests::rowXml;
using documents::tables::tests::workbookOf;
using documents::tables::tests::WorkbookParts;

struct Read {
    std::vector<std::string> sheets;
    std::vector<std::string> rows;
};

Read read(const std::string& bytes) {
    documents::tables::tests::Rows rows;
    documents::tables::readXlsx(bytes, rows);
    return {rows.sheets, rows.rows};
}

Read readSheet(const std::string& xml) { return read(workbookOf({.sheets = {{"Export", xml}}})); }

std::string failureOf(const std::string& bytes) {
    try {
        static_cast<void>(documents::tables::formatOf(bytes));
        static_cast<void>(read(bytes));
    } catch (const documents::tables::Failure& failure) {
        return failure.code();
    }
    return "none";
}

std::string failureOfSheet(const std::string& xml) { return failureOf(workbookOf({.sheets = {{"Export", xml}}})); }

class XlsxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(XlsxTest);
    CPPUNIT_TEST(sharedInlineAndFormulaTextsAreRead);
    CPPUNIT_TEST(aNumberInADateStyleIsADay);
    CPPUNIT_TEST(aWorkbookFrom1904CountsItsDaysFromThere);
    CPPUNIT_TEST(aLongNumberHasNoExponent);
    CPPUNIT_TEST(aLongNumberKeepsEveryDigit);
    CPPUNIT_TEST(cellsBelowAMergedAreasFirstRowAreMarked);
    CPPUNIT_TEST(everySheetIsReadInOrder);
    CPPUNIT_TEST(anEntryOfAnotherRatioIsRefusedBeforeItIsInflated);
    CPPUNIT_TEST(aDocumentTypeIsRefused);
    CPPUNIT_TEST(deepNestingIsRefused);
    CPPUNIT_TEST(aColumnBeyondTheLastIsRefused);
    CPPUNIT_TEST(malformedXmlIsRefused);
    CPPUNIT_TEST(aTruncatedArchiveIsRefused);
    CPPUNIT_TEST(aSizeThatLiesInTheDirectoryIsRefused);
    CPPUNIT_TEST(tooManyPartsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void sharedInlineAndFormulaTextsAreRead() {
        const Read rows = read(workbookOf(
            {.sheets =
                 {{"Export",
                   "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
                   "t=\"inlineStr\"><is><t>C</t></is></c>"
                   "<c t=\"str\"><f>X</f><v>D_x000A_d</v></c></row></sheetData>"}},
             .strings = "<si><t>no</t></si><si><r><t>Bi</t></r><rPh><t>zzz</t></rPh><r><t>ma</t></r></si>"}
        ));
        CPPUNIT_ASSERT_EQUAL(std::string("2:Bima||C|D\nd"), joined(rows.rows));
    }

    void aNumberInADateStyleIsADay() {
        WorkbookParts parts{
            .sheets = {
                {"Export",
                 "<sheetData><row r=\"1\"><c s=\"1\"><v>32372</v></c><c s=\"0\"><v>32372</v></c>"
                 "<c s=\"2\"><v>32371.99986</v></c><c s=\"1\"><v>1985</v></c></row></sheetData>"}}};
        parts.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-421]dd/mm/yyyy\"/></numFmts>"
                       "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>";
        CPPUNIT_ASSERT_EQUAL(std::string("1:1988-08-17|32372|1988-08-17|1985"), joined(read(workbookOf(parts)).rows));
    }

    void aWorkbookFrom1904CountsItsDaysFromThere() {
        WorkbookParts parts{
            .sheets = {{"Export", "<sheetData><row r=\"1\"><c s=\"0\"><v>30910</v></c></row></sheetData>"}}};
        parts.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
        parts.properties = "date1904=\"1\"";
        CPPUNIT_ASSERT_EQUAL(std::string("1:1988-08-17"), joined(read(workbookOf(parts)).rows));
    }

    void aLongNumberHasNoExponent() {
        const Read rows =
            readSheet("<sheetData><row><c><v>9.91204140781E15</v></c><c><v>1.5</v></c></row></sheetData>");
        CPPUNIT_ASSERT_EQUAL(std::string("1:9912041407810000|1.5"), joined(rows.rows));
    }

    void aLongNumberKeepsEveryDigit() {
        const Read rows = readSheet(
            "<sheetData><row><c><v>9.912041407810003E+15</v></c><c><v>9912041407810003.0</v></c><c><v>-2.50E1</v></c>"
            "<c><v>1.5E-7</v></c></row></sheetData>"
        );
        CPPUNIT_ASSERT_EQUAL(std::string("1:9912041407810003|9912041407810003|-25|1.5E-7"), joined(rows.rows));
    }

    void cellsBelowAMergedAreasFirstRowAreMarked() {
        const Read rows = readSheet(
            "<sheetData>" + rowXml(1, {"A", "B"}) + rowXml(2, {"", "C"}) + rowXml(3, {"D"})
            + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>"
        );
        CPPUNIT_ASSERT_EQUAL(std::string("1:A|B|2:^|C|3:D"), joined(rows.rows));
    }

    void everySheetIsReadInOrder() {
        const Read rows = read(workbookOf(
            {.sheets =
                 {{"Orang", "<sheetData>" + rowXml(1, {"A"}) + "</sheetData>"},
                  {"Entitas", "<sheetData>" + rowXml(1, {"B"}) + "</sheetData>"}}}
        ));
        CPPUNIT_ASSERT_EQUAL(std::string("Orang|Entitas"), joined(rows.sheets));
        CPPUNIT_ASSERT_EQUAL(std::string("1:A|1:B"), joined(rows.rows));
    }

    void anEntryOfAnotherRatioIsRefusedBeforeItIsInflated() {
        CPPUNIT_ASSERT_EQUAL(std::string("file.zip_bomb"), failureOfSheet(std::string(8U << 20U, ' ')));
    }

    void aDocumentTypeIsRefused() {
        const std::string sheet =
            "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>";
        const std::string relations =
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>";
        const std::string bytes = documents::tables::tests::zipOf(
            {{"xl/_rels/workbook.xml.rels", relations},
             {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>"},
             {"xl/worksheets/s.xml", sheet}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("file.xml_doctype"), failureOf(bytes));
    }

    void deepNestingIsRefused() {
        std::string xml;
        for (int i = 0; i < 100; ++i) {
            xml += "<a>";
        }
        CPPUNIT_ASSERT_EQUAL(std::string("file.xml_depth"), failureOfSheet(xml));
    }

    void aColumnBeyondTheLastIsRefused() {
        for (const char* cell : {"ZZZZZZZ1", "XFE1"}) {
            const std::string xml = std::string("<sheetData><row><c r=\"") + cell + "\"><v>1</v></c></row></sheetData>";
            CPPUNIT_ASSERT_EQUAL(std::string("file.column"), failureOfSheet(xml));
        }
    }

    void malformedXmlIsRefused() {
        CPPUNIT_ASSERT_EQUAL(std::string("file.damaged"), failureOfSheet("<sheetData><row></sheetData>"));
    }

    void aTruncatedArchiveIsRefused() {
        const std::string bytes =
            workbookOf({.sheets = {{"Export", "<sheetData>" + rowXml(1, {"A"}) + "</sheetData>"}}});
        CPPUNIT_ASSERT_EQUAL(std::string("file.damaged"), failureOf(bytes.substr(0, bytes.size() / 2)));
    }

    void aSizeThatLiesInTheDirectoryIsRefused() {
        std::string bytes =
            workbookOf({.sheets = {{"Export", "<sheetData>" + rowXml(1, {"Bima Sakalang"}) + "</sheetData>"}}});
        const std::size_t entry = bytes.find("PK\x01\x02");
        bytes[entry + 24] = 1; // the uncompressed size, 4 bytes
        bytes[entry + 25] = 0;
        CPPUNIT_ASSERT(failureOf(bytes) == "file.damaged" || failureOf(bytes) == "file.zip_bomb");
    }

    void tooManyPartsAreRefused() {
        std::vector<std::pair<std::string, std::string>> parts{{"xl/workbook.xml", ""}};
        for (int i = 0; i < 2000; ++i) {
            parts.emplace_back("xl/" + std::to_string(i), "");
        }
        CPPUNIT_ASSERT_EQUAL(std::string("file.zip_bomb"), failureOf(documents::tables::tests::zipOf(parts)));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(XlsxTest);

} // namespace
