/// Figures and texts as readers see them.

#include "printing/plain_text.h"
#include "printing/printed.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

class PrintedTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PrintedTest);
    CPPUNIT_TEST(figuresAreGroupedAsTheLanguageDoes);
    CPPUNIT_TEST(aZeroAmongAmountsIsADashButInTotals);
    CPPUNIT_TEST(columnsForProgramsAreNotPrinted);
    CPPUNIT_TEST(whatNoFileHoldsIsReplaced);
    CPPUNIT_TEST(nothingTurnsTheOrderRound);
    CPPUNIT_TEST_SUITE_END();

public:
    void figuresAreGroupedAsTheLanguageDoes() {
        const struct {
            const char* language;
            tenon::Decimal figure;
            const char* text;
        } rows[] = {
            {"en", {123456750, 2}, "1,234,567.50"},
            {"ar", {-123456750, 2}, "-1,234,567.50"},
            {"id", {123456750, 2}, "1.234.567,50"},
            {"bn", {123456750, 2}, "12,34,567.50"},
            {"en", {999, 0}, "999"},
            {"en", {1000, 0}, "1,000"},
            {"en", {-5, 3}, "-0.005"},
            {"bn", {10'000'000, 0}, "1,00,00,000"},
        };

        for (const auto& row : rows) {
            CPPUNIT_ASSERT_EQUAL(std::string(row.text), documents::figureText(row.figure, row.language));
        }
    }

    void aZeroAmongAmountsIsADashButInTotals() {
        documents::Report report;
        documents::Table& table = report.sections.emplace_back().table.emplace();
        table.columns = {{"amount", "", documents::Kind::money}, {"count", "", documents::Kind::number}};
        table.rows = {
            {.cells = {documents::figure("0.00"), documents::figure("0")}},
            {.cells = {documents::figure("0.00"), {}}, .emphasis = documents::Emphasis::total}};
        const auto rows = documents::printed(report).sections[0].table->rows;
        CPPUNIT_ASSERT(rows[0].cells == (std::vector<documents::Cell>{"–", "0"}));
        CPPUNIT_ASSERT(rows[1].cells == (std::vector<documents::Cell>{"0.00", ""}));
    }

    void columnsForProgramsAreNotPrinted() {
        documents::Table table;
        table.columns = {
            {"id", "", documents::Kind::text, 0, true}, {"name", "Name"}, {"kind", "", documents::Kind::text, 0, true}};
        table.rows = {{.cells = {"7", "Cash", "x"}}, {.cells = {"8", "Bank"}}};
        const documents::Table shown = documents::forPeople(table);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.columns.size());
        CPPUNIT_ASSERT(shown.rows[0].cells == (std::vector<documents::Cell>{"Cash"}));
        CPPUNIT_ASSERT(shown.rows[1].cells == (std::vector<documents::Cell>{"Bank"}));
    }

    void whatNoFileHoldsIsReplaced() {
        const std::string nul("a\0b", 3);
        CPPUNIT_ASSERT_EQUAL(std::string("a�b"), documents::wholesome(nul));
        CPPUNIT_ASSERT_EQUAL(std::string("�� é �"), documents::wholesome("\xC0\xAF é \x7F"));
        CPPUNIT_ASSERT_EQUAL(std::string("���"), documents::wholesome("\xED\xA0\x80"));
        CPPUNIT_ASSERT_EQUAL(std::string("�"), documents::wholesome("\xEF\xBF\xBF"));
        CPPUNIT_ASSERT_EQUAL(std::string("tab\tline\n"), documents::wholesome("tab\tline\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("�� 𓀀"), documents::wholesome("\xF0\x9F 𓀀"));
    }

    void nothingTurnsTheOrderRound() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("00.1 paid"),
            documents::readable("\xE2\x80\xAE"
                                "00.1 \xE2\x80\xADpaid")
        );
        CPPUNIT_ASSERT_EQUAL(std::string("\xE2\x80\xAE"), documents::wholesome("\xE2\x80\xAE"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PrintedTest);
