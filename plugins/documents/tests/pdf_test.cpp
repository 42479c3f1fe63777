/// Reports on paper, read back: whatever a text holds is drawn as text, or refused within the limits of the helper
/// program.

#include "printing/pdf.h"
#include "support.h"
#include "tests/reading/pdf_pages.h"

#include <tenon/error.h>
#include <tenon/sandbox.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <future>

using namespace documents::test;
using documents::Form;
using documents::reading::Page;

class PdfTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PdfTest);
    CPPUNIT_TEST(strangeTextsAreDrawn);
    CPPUNIT_TEST(figuresStandBelowEachOther);
    CPPUNIT_TEST(levelsAreIndented);
    CPPUNIT_TEST(aTableGoesOnOverPagesBelowItsHeader);
    CPPUNIT_TEST(aSumIsNeverAloneOnAPage);
    CPPUNIT_TEST(aTitleIsBrokenBetweenItsWords);
    CPPUNIT_TEST(arabicPagesAreMirrored);
    CPPUNIT_TEST(everyScriptOfTheTextsHasItsLetters);
    CPPUNIT_TEST(manyFiguresLieAcross);
    CPPUNIT_TEST(figuresAreNeverBroken);
    CPPUNIT_TEST(numbersKeepTheirOrderInArabic);
    CPPUNIT_TEST(aTextIsNotTurnedRound);
    CPPUNIT_TEST(manyAreDrawnAtATime);
    CPPUNIT_TEST(aReportThatIsTooLargeIsRefused);
    CPPUNIT_TEST(theProgramRefusesWhatIsNoReport);
    CPPUNIT_TEST(aMissingProgramIsToldApart);
    CPPUNIT_TEST_SUITE_END();

public:
    void strangeTextsAreDrawn() {
        std::string marks = "a";
        for (int i = 0; i < 2000; ++i) {
            marks += "\xCC\x81";
        }
        for (const std::string& text :
             {marks,
              std::string(10'000, 'x'),
              std::string(500'000, 'm'),
              std::string("\xE2\x80\xAE\xE2\x80\x8F\xE2\x81\xA6 turned \xE2\x80\xAC"),
              std::string("عبد الغفار ABC 123 منصور"),
              std::string("\xF0\x93\x80\x80 \xE4\xB8\xAD \xF3\xA0\x80\x81"),
              std::string("\x01\x02\t\n\n\r"),
              std::string("nul\0 and \xFF", 10),
              std::string("=HYPERLINK(\"http://x\")"),
              std::string()}) {
            CPPUNIT_ASSERT(!pagesOf(everywhere(text)).empty());
        }
    }

    void figuresStandBelowEachOther() {
        const Page page = pagesOf(balance("en")).at(0);
        const double right = page.word("1,234,567.50").right;
        CPPUNIT_ASSERT_DOUBLES_EQUAL(right, page.word("-12.25").right, 0.6);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(right, page.word("1,234,555.25").right, 0.6);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(right, page.word("–").right, 1.0);
        CPPUNIT_ASSERT(page.has("2026-06-15"));
    }

    void levelsAreIndented() {
        const Page page = pagesOf(balance("en")).at(0);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(page.word("Assets").left + 10, page.word("Cash").left, 1.0);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(page.word("1").left, page.word("1000").left, 1.0);
    }

    void aTableGoesOnOverPagesBelowItsHeader() {
        documents::Report report = balance("en");
        auto& rows = report.sections[0].table->rows;
        rows.insert(rows.begin(), 200, {.cells = {"77", "Line"}});
        const std::vector<Page> pages = pagesOf(report);
        CPPUNIT_ASSERT(pages.size() > 3 && pages.size() < 7);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            CPPUNIT_ASSERT(pages[i].has("Account"));
            CPPUNIT_ASSERT(pages[i].word("Account").top < pages[i].word("Line").top || i + 1 == pages.size());
            // "Page 2 of 5" is the last line of each.
            const auto& words = pages[i].words;
            const auto of = std::ranges::find(words, "of", &documents::reading::Word::text);
            CPPUNIT_ASSERT(of != words.end());
            CPPUNIT_ASSERT_EQUAL(std::to_string(i + 1), (of - 1)->text);
            CPPUNIT_ASSERT_EQUAL(std::to_string(pages.size()), (of + 1)->text);
        }
    }

    void aSumIsNeverAloneOnAPage() {
        for (std::size_t lines = 30; lines < 60; ++lines) {
            documents::Report report = balance("en");
            auto& rows = report.sections[0].table->rows;
            rows.insert(rows.begin(), lines, {.cells = {"77", "Line"}});
            const Page last = pagesOf(report).back();
            CPPUNIT_ASSERT(last.has("Overdraft") && last.has("Total"));
        }
    }

    void aTitleIsBrokenBetweenItsWords() {
        documents::Report report;
        documents::Table& table = report.sections.emplace_back().table.emplace();
        documents::Row row;
        for (int i = 0; i < 32; ++i) {
            table.columns.push_back({"due", "Not due", documents::Kind::number});
            row.cells.push_back(documents::figure("1"));
        }
        table.rows = {row};
        const Page page = pagesOf(report).at(0);
        const double pitch = page.word("due").top - page.word("Not").top;
        CPPUNIT_ASSERT(pitch > 1 && pitch < 14);
    }

    void arabicPagesAreMirrored() {
        const Page english = pagesOf(balance("en")).at(0);
        const Page arabic = pagesOf(balance("ar")).at(0);
        CPPUNIT_ASSERT(english.word("1000").left < english.word("1,234,567.50").left);
        CPPUNIT_ASSERT(arabic.word("1000").left > arabic.word("1,234,567.50").left);
        // The first column begins at the right edge, and a level is indented from there.
        CPPUNIT_ASSERT(arabic.word("1000").right > arabic.width - 60);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(arabic.word("Assets").right - 10, arabic.word("Cash").right, 1.0);
        // Figures keep their worth below each other.
        CPPUNIT_ASSERT_DOUBLES_EQUAL(arabic.word("1,234,567.50").right, arabic.word("1,234,555.25").right, 0.6);
        CPPUNIT_ASSERT(arabic.word("-12.25").left < arabic.word("-12.25").right);
    }

    void everyScriptOfTheTextsHasItsLetters() {
        documents::Report report;
        report.title = "Neraca";
        report.sections.push_back({.texts = {"হিসাব", "مجموع"}});
        const std::string pdf = _printer.print(report, Form::pdf);
        for (const char* font : {"NotoSans-Bold", "NotoSansBengali", "NotoSansArabic"}) {
            CPPUNIT_ASSERT_MESSAGE(font, pdf.find(font) != std::string::npos);
        }
        CPPUNIT_ASSERT(documents::reading::pagesOf(pdf).at(0).has("Neraca"));
    }

    void manyFiguresLieAcross() {
        documents::Report report;
        documents::Table& table = report.sections.emplace_back().table.emplace();
        documents::Row row;
        table.columns = {{"name", "Account"}};
        row.cells = {"Cash"};
        for (int i = 0; i < 7; ++i) {
            table.columns.push_back({"amount", "Amount", documents::Kind::money});
            row.cells.push_back(documents::figure("1234567890123.45"));
        }
        table.rows = {row};
        const Page page = pagesOf(report).at(0);
        CPPUNIT_ASSERT(page.width > page.height);
        CPPUNIT_ASSERT_EQUAL(
            std::ptrdiff_t{7}, std::ranges::count(page.words, "1,234,567,890,123.45", &documents::reading::Word::text)
        );
    }

    void figuresAreNeverBroken() {
        documents::Report report;
        documents::Table& table = report.sections.emplace_back().table.emplace();
        documents::Row row;
        for (int i = 0; i < 16; ++i) {
            table.columns.push_back({"amount", "Amount", documents::Kind::money});
            row.cells.push_back(documents::figure("12345678901.23"));
        }
        table.rows = {row};
        const Page page = pagesOf(report).at(0);
        CPPUNIT_ASSERT_EQUAL(
            std::ptrdiff_t{16}, std::ranges::count(page.words, "12,345,678,901.23", &documents::reading::Word::text)
        );
    }

    void numbersKeepTheirOrderInArabic() {
        documents::Report report = balance("ar");
        report.sections[0].texts = {"الرقم " + documents::leftToRight("01.234-567")};
        CPPUNIT_ASSERT(pagesOf(report).at(0).has("01.234-567"));
    }

    void aTextIsNotTurnedRound() {
        documents::Report report = balance("en");
        report.sections[0].table->rows[0].cells[1] = "\xE2\x80\xAE"
                                                     "drawkcab";
        CPPUNIT_ASSERT(pagesOf(report).at(0).has("drawkcab"));
    }

    void manyAreDrawnAtATime() {
        std::vector<std::future<std::string>> drawn;
        for (int i = 0; i < 8; ++i) {
            drawn.push_back(std::async(std::launch::async, [&] { return _printer.print(balance("en"), Form::pdf); }));
        }
        for (std::future<std::string>& each : drawn) {
            CPPUNIT_ASSERT(documents::reading::pagesOf(each.get()).at(0).has("1,234,567.50"));
        }
    }

    void aReportThatIsTooLargeIsRefused() {
        CPPUNIT_ASSERT_THROW(pagesOf(everywhere(std::string(3U << 20U, 'x'))), tenon::Invalid);
    }

    void theProgramRefusesWhatIsNoReport() {
        tenon::App& app = _printer.kernel().app();
        for (const std::string& input : {std::string(), std::string("{}"), std::string(17U << 20U, ' ')}) {
            const tenon::Descriptor file = app.files().temporary();
            CPPUNIT_ASSERT_EQUAL(
                static_cast<ssize_t>(input.size()), ::pwrite(file.get(), input.data(), input.size(), 0)
            );
            std::string drawn;
            const auto outcome = tenon::sandbox::run(
                app.program("tenon-report"),
                {"--fd", "3"},
                file.get(),
                {},
                [&](std::string_view line) { drawn += line; }
            );
            CPPUNIT_ASSERT_EQUAL(1, outcome.exitCode);
            CPPUNIT_ASSERT(outcome.errorTail.starts_with("tenon-report: "));
            CPPUNIT_ASSERT_EQUAL(std::string(), drawn);
        }
    }

    void aMissingProgramIsToldApart() {
        tenon::App& app = _printer.kernel().app();
        documents::PdfPrinter printer(app, "/nonexistent/tenon-report");
        CPPUNIT_ASSERT_THROW(static_cast<void>(printer.print({}, {}, "report")), tenon::Unavailable);
    }

private:
    std::vector<Page> pagesOf(const documents::Report& report) {
        return documents::reading::pagesOf(_printer.print(report, Form::pdf));
    }

    Printer _printer;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PdfTest);
