/// tenon-tables from outside, as the server runs it.

#include "tables/tests/workbook_builder.h"

#include <tenon/sandbox.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using documents::tables::tests::rowXml;
using documents::tables::tests::workbookOf;
using tenon::sandbox::Outcome;

struct Answer {
    Outcome outcome;
    std::vector<std::string> lines;
};

Answer ask(const std::string& document, std::vector<std::string> more = {}) {
    const int fd = ::memfd_create("document", MFD_CLOEXEC);
    CPPUNIT_ASSERT(fd >= 0);
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(document.size()), ::write(fd, document.data(), document.size()));
    std::vector<std::string> arguments{
        "--fd", std::to_string(tenon::sandbox::inputDescriptor), "--rows", "4", "--columns", "5"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Answer answer;
    answer.outcome = tenon::sandbox::run(TABLES_PROGRAM, arguments, fd, {}, [&](std::string_view line) {
        answer.lines.emplace_back(line);
    });
    ::close(fd);
    return answer;
}

std::string failureOf(const std::string& document, std::vector<std::string> more = {}) {
    const Answer answer = ask(document, std::move(more));
    CPPUNIT_ASSERT_EQUAL(1, answer.outcome.exitCode);
    const auto last = boost::json::parse(answer.lines.back()).as_object();
    return std::string(last.at("failure").at("code").as_string());
}

std::string sheetOf(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

class ProgramTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgramTest);
    CPPUNIT_TEST(cellsTellWhatTheyAre);
    CPPUNIT_TEST(blankRowsAndCellsAreLeftOut);
    CPPUNIT_TEST(theFirstSheetThatHoldsSomethingIsRead);
    CPPUNIT_TEST(aSheetIsChosenByItsName);
    CPPUNIT_TEST(everySheetIsReadAfterTheOther);
    CPPUNIT_TEST(limitsAreKept);
    CPPUNIT_TEST(hostileFilesAreRefused);
    CPPUNIT_TEST(bytesThatAreNoUtf8StillGiveValidJson);
    CPPUNIT_TEST(aWrongCallExplainsItself);
    CPPUNIT_TEST_SUITE_END();

public:
    void cellsTellWhatTheyAre() {
        const std::string cells =
            R"(<row r="1"><c r="A1" t="inlineStr"><is><t>007</t></is></c><c r="B1"><v>12.5</v></c>)"
            R"(<c r="C1" s="1"><v>46082</v></c><c r="D1" t="e"><v>#REF!</v></c>)"
            R"(<c r="E1" t="b"><v>1</v></c></row>)";
        const Answer answer = ask(workbookOf(
            {.sheets = {{"A", sheetOf(cells)}},
             .strings = {},
             .styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)",
             .properties = {}}
        ));
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"row":1,"cells":["007",{"number":"12.5"},{"day":"2026-03-01"},{"error":"#REF!"},"1"]})"),
            answer.lines.front()
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"summary":{"format":"xlsx","sheet":"A","others":[]}})"), answer.lines.back()
        );
    }

    void blankRowsAndCellsAreLeftOut() {
        const Answer answer = ask("a;;b;;\n;;\n   ;\n;c\n");
        CPPUNIT_ASSERT(answer.outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, answer.lines.size());
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"row":1,"cells":["a",null,"b"]})"), answer.lines[0]);
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"row":4,"cells":[null,"c"]})"), answer.lines[1]);
    }

    static std::string threeSheets() {
        return workbookOf(
            {.sheets =
                 {{"Empty", sheetOf("")},
                  {"Data", sheetOf(rowXml(3, {"x"}))},
                  {"More", sheetOf(rowXml(1, {"y", "z"}))}}}
        );
    }

    void theFirstSheetThatHoldsSomethingIsRead() {
        const Answer answer = ask(threeSheets());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, answer.lines.size());
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"row":3,"cells":["x"]})"), answer.lines[0]);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"summary":{"format":"xlsx","sheet":"Data","others":["More"]}})"), answer.lines[1]
        );
    }

    void aSheetIsChosenByItsName() {
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"row":1,"cells":["y","z"]})"), ask(threeSheets(), {"--sheet", "More"}).lines.front()
        );
        CPPUNIT_ASSERT_EQUAL(std::string("file.no_sheet"), failureOf(threeSheets(), {"--sheet", "Other"}));
    }

    void everySheetIsReadAfterTheOther() {
        const std::vector<std::string> expected{
            R"({"sheet":"Data"})",
            R"({"row":3,"cells":["x"]})",
            R"({"sheet":"More"})",
            R"({"row":1,"cells":["y","z"]})",
            R"({"summary":{"format":"xlsx","sheet":"Data","others":["More"]}})"};
        CPPUNIT_ASSERT(expected == ask(threeSheets(), {"--sheets", "every"}).lines);
    }

    void limitsAreKept() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.too_many_rows"),
            failureOf(
                workbookOf(
                    {.sheets =
                         {{"A", sheetOf(rowXml(1, {"a"}) + rowXml(2, {"b"}))},
                          {"B", sheetOf(rowXml(1, {"c"}) + rowXml(2, {"d"}) + rowXml(3, {"e"}))}}}
                ),
                {"--sheets", "every"}
            )
        );
        CPPUNIT_ASSERT(ask("a;b\n1;2\n3;4\n\n5;6\n").outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::string("file.too_many_rows"), failureOf("a;b\n1;2\n3;4\n5;6\n7;8\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("file.too_many_columns"), failureOf("1;2;3;4;5;6\n"));
    }

    void hostileFilesAreRefused() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.zip_bomb"), failureOf(workbookOf({.sheets = {{"A", std::string(8U << 20U, ' ')}}}))
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.damaged"),
            failureOf(documents::tables::tests::zipOf({{"xl/workbook.xml", "<workbook/>"}}))
        );
        CPPUNIT_ASSERT_EQUAL(std::string("file.unsupported"), failureOf("%PDF-1.4 a;b"));
        CPPUNIT_ASSERT_EQUAL(std::string("file.unsupported"), failureOf("<html><table>a;b</table></html>"));
        CPPUNIT_ASSERT_EQUAL(std::string("file.empty"), failureOf(workbookOf({.sheets = {{"A", sheetOf("")}}})));
    }

    void bytesThatAreNoUtf8StillGiveValidJson() {
        const Answer answer = ask("a;b\n\"x\x7f\";\xC3\xA9\xFF\n");
        CPPUNIT_ASSERT(answer.outcome.succeeded());
        for (const std::string& line : answer.lines) {
            CPPUNIT_ASSERT(boost::json::parse(line).is_object());
        }
    }

    void aWrongCallExplainsItself() {
        const Answer answer = ask("a;b", {"--what", "1"});
        CPPUNIT_ASSERT_EQUAL(2, answer.outcome.exitCode);
        CPPUNIT_ASSERT(answer.outcome.errorTail.find("usage:") != std::string::npos);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgramTest);

} // namespace
