/// Workbooks: figures are numbers, days are days, texts are never formulas.

#include "support.h"
#include "tests/reading/workbook.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace documents::test;
using documents::Form;
using documents::reading::SheetRead;

class XlsxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(XlsxTest);
    CPPUNIT_TEST(figuresAreNumbersAndDaysAreDays);
    CPPUNIT_TEST(aFigureWithTooManyDigitsStaysAText);
    CPPUNIT_TEST(textsAreNeverFormulas);
    CPPUNIT_TEST(arabicSheetsRunFromRightToLeft);
    CPPUNIT_TEST(everyTableHasASheetOfItsOwn);
    CPPUNIT_TEST(aSheetOfManyRowsStreams);
    CPPUNIT_TEST_SUITE_END();

public:
    void figuresAreNumbersAndDaysAreDays() {
        const SheetRead sheet = sheetOf(balance("en"));
        CPPUNIT_ASSERT(!sheet.isRightToLeft);
        const std::string row = sheet.placeOf("1000").substr(1);
        const auto amount = sheet.at("D" + row);
        CPPUNIT_ASSERT(amount.isNumber);
        CPPUNIT_ASSERT_EQUAL(std::string("1234567.5"), amount.value);
        CPPUNIT_ASSERT_EQUAL(std::string("#,##0.00"), amount.format);
        const auto date = sheet.at("C" + row);
        CPPUNIT_ASSERT(date.isNumber);
        CPPUNIT_ASSERT_EQUAL(std::string("46188"), date.value);
        CPPUNIT_ASSERT_EQUAL(std::string("yyyy-mm-dd"), date.format);
        CPPUNIT_ASSERT_EQUAL(std::stoi(sheet.placeOf("Account").substr(1)), sheet.frozenRows);
        CPPUNIT_ASSERT(!sheet.at("A" + row).isNumber);
    }

    void aFigureWithTooManyDigitsStaysAText() {
        const SheetRead sheet = sheetOf(tableOf(
            {documents::figure("999999999999.123"),
             documents::figure("1234567890123456.78"),
             documents::day("1899-12-31")}
        ));
        CPPUNIT_ASSERT(sheet.at("A4").isNumber);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(999999999999.123, std::stod(sheet.at("A4").value), 0.0001);
        CPPUNIT_ASSERT(!sheet.at("A5").isNumber);
        CPPUNIT_ASSERT_EQUAL(std::string("1234567890123456.78"), sheet.at("A5").value);
        CPPUNIT_ASSERT_EQUAL(std::string("1899-12-31"), sheet.at("A6").value);
    }

    void textsAreNeverFormulas() {
        const std::string nul("a\0b", 3);
        const std::string longest(40'000, 'x');
        const SheetRead sheet = sheetOf(tableOf({"=1+1", "@SUM(A1)", "<f>1</f>&amp;", nul, longest}));
        CPPUNIT_ASSERT(!sheet.hasFormula);
        CPPUNIT_ASSERT_EQUAL(std::string("=1+1"), sheet.at("A4").value);
        CPPUNIT_ASSERT_EQUAL(std::string("@SUM(A1)"), sheet.at("A5").value);
        CPPUNIT_ASSERT_EQUAL(std::string("<f>1</f>&amp;"), sheet.at("A6").value);
        CPPUNIT_ASSERT_EQUAL(std::string("a�b"), sheet.at("A7").value);
        CPPUNIT_ASSERT_EQUAL(std::size_t{32'767}, sheet.at("A8").value.size());
    }

    void arabicSheetsRunFromRightToLeft() { CPPUNIT_ASSERT(sheetOf(balance("ar")).isRightToLeft); }

    void everyTableHasASheetOfItsOwn() {
        documents::Report report = balance("en");
        report.sections[0].heading = "Sums: [a/b]";
        report.sections.push_back(report.sections[0]);
        report.sections.push_back({.heading = std::string(50, 'h'), .texts = {"Nothing else."}});
        const auto sheets = documents::reading::sheetsOf(_printer.print(report, Form::xlsx));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, sheets.size());
        CPPUNIT_ASSERT_EQUAL(std::string("Sums   a b "), sheets[0].name);
        CPPUNIT_ASSERT_EQUAL(std::string("Sheet2"), sheets[1].name);
        CPPUNIT_ASSERT_EQUAL(std::string(31, 'h'), sheets[2].name);
        CPPUNIT_ASSERT(!sheets[2].placeOf("Nothing else.").empty());
    }

    void aSheetOfManyRowsStreams() {
        const auto sheet = _printer.reports().sheet({.name = "rows", .columns = {{"n", {}}}}, Form::xlsx);
        for (int i = 0; i < 5'000; ++i) {
            sheet->add({.cells = {documents::figure(i)}});
        }
        const tenon::FileReply reply = sheet->finish();
        CPPUNIT_ASSERT_EQUAL(std::string("rows.xlsx"), reply.name);
        const SheetRead read = documents::reading::sheetsOf(contentOf(reply)).at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("n"), read.at("A1").value);
        CPPUNIT_ASSERT_EQUAL(std::string("4999"), read.at("A5001").value);
    }

private:
    SheetRead sheetOf(const documents::Report& report) {
        return documents::reading::sheetsOf(_printer.print(report, Form::xlsx)).at(0);
    }

    /// A table below its title in the first row, an empty one and its header.
    static documents::Report tableOf(const std::vector<documents::Cell>& cells) {
        documents::Report report;
        report.issuer = "Example Traders";
        report.title = "Table";
        documents::Table& table = report.sections.emplace_back().table.emplace();
        table.columns = {{"", "text"}};
        for (const documents::Cell& cell : cells) {
            table.rows.push_back({.cells = {cell}});
        }
        return report;
    }

    Printer _printer;
};

CPPUNIT_TEST_SUITE_REGISTRATION(XlsxTest);
