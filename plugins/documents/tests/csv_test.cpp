/// CSV: what a program reads is what was written, and nothing that a spreadsheet runs.

#include "printing/csv_sheet.h"
#include "support.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace documents::test;
using documents::Form;

class CsvTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CsvTest);
    CPPUNIT_TEST(aFormulaIsToldByItsFirstCharacter);
    CPPUNIT_TEST(aTableIsItsNamesAndItsRows);
    CPPUNIT_TEST(textsAreQuotedWhereTheyMust);
    CPPUNIT_TEST(anotherTableFollowsAnEmptyLine);
    CPPUNIT_TEST(aSheetIsWrittenRowByRow);
    CPPUNIT_TEST_SUITE_END();

public:
    void aFormulaIsToldByItsFirstCharacter() {
        for (const std::string_view text : {"=1", "+62", "-1", "@x", "\tx", "\rx"}) {
            CPPUNIT_ASSERT(documents::looksLikeFormula(text));
        }
        CPPUNIT_ASSERT(!documents::looksLikeFormula(""));
        CPPUNIT_ASSERT(!documents::looksLikeFormula("a=1"));
    }

    void aTableIsItsNamesAndItsRows() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("\xEF\xBB\xBF"
                        "code,name,date,amount\r\n"
                        "1,Assets,,\r\n"
                        "1000,Cash,2026-06-15,1234567.50\r\n"
                        "1010,\"'=SUM(A1)\",2026-06-16,0.00\r\n"
                        "1020,Overdraft,,-12.25\r\n"
                        ",Total,,1234555.25\r\n"),
            _printer.print(balance("ar"), Form::csv)
        );
    }

    void textsAreQuotedWhereTheyMust() {
        const std::string nul("nul\0", 4);
        const std::string csv = _printer.print(tableOf({"a,b", "say \"so\"", "two\nlines", nul, "\r"}), Form::csv);
        CPPUNIT_ASSERT_EQUAL(
            std::string("\xEF\xBB\xBFtext\r\n\"a,b\"\r\n\"say \"\"so\"\"\"\r\n\"two\nlines\"\r\nnul�\r\n\"'\r\"\r\n"),
            csv
        );
    }

    void anotherTableFollowsAnEmptyLine() {
        documents::Report report = tableOf({"1"});
        report.sections.push_back(tableOf({"2"}).sections[0]);
        CPPUNIT_ASSERT_EQUAL(
            std::string("\xEF\xBB\xBFtext\r\n1\r\n\r\ntext\r\n2\r\n"), _printer.print(report, Form::csv)
        );
    }

    void aSheetIsWrittenRowByRow() {
        const auto sheet = _printer.reports().sheet({.name = "rows", .columns = {{"a", {}}, {"b", {}}}}, Form::csv);
        for (int i = 0; i < 20'000; ++i) {
            sheet->add({.cells = {"row", documents::figure(i)}});
        }
        const tenon::FileReply reply = sheet->finish();
        const std::string csv = contentOf(reply);
        CPPUNIT_ASSERT_EQUAL(std::string("rows.csv"), reply.name);
        CPPUNIT_ASSERT(csv.starts_with("\xEF\xBB\xBF"
                                       "a,b\r\nrow,0\r\n"));
        CPPUNIT_ASSERT(csv.ends_with("row,19999\r\n"));
    }

private:
    static documents::Report tableOf(const std::vector<std::string>& texts) {
        documents::Report report;
        documents::Table& table = report.sections.emplace_back().table.emplace();
        table.columns = {{"", "text"}};
        for (const std::string& text : texts) {
            table.rows.push_back({.cells = {text}});
        }
        return report;
    }

    Printer _printer;
};

CPPUNIT_TEST_SUITE_REGISTRATION(CsvTest);
