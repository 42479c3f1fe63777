/// The table of a document as it is, whatever the format.

#include "extraction/tests/pdf_builder.h"
#include "support.h"
#include "tables/tests/workbook_builder.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;
using documents::tables::tests::rowXml;
using documents::tables::tests::workbookOf;

class DataFrameTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DataFrameTest);
    CPPUNIT_TEST(itIsAWindowOnTheRowsBelowTheHeader);
    CPPUNIT_TEST(withoutAHeaderColumnsHaveLetters);
    CPPUNIT_TEST(everySheetOfAWorkbookIsPartOfIt);
    CPPUNIT_TEST(ofAPdfItHasTheColumnsOfItsTable);
    CPPUNIT_TEST(whatCannotBeReadIsToldWithACode);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1); }

    void tearDown() override { _kernel.reset(); }

    void itIsAWindowOnTheRowsBelowTheHeader() {
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"(["Nama","Kode"] [["Jaka","IDD-002"]] [3,2])"),
            frameOf("list.csv", "Judul\nNama;Kode\nBima;IDD-001\nJaka;IDD-002\nRimba;EDD-001\n", "?offset=1&limit=1")
        );
    }

    void withoutAHeaderColumnsHaveLetters() {
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["A","B"] [["a","b"]] [1,2])"), frameOf("list.csv", "a;b\n"));
    }

    void everySheetOfAWorkbookIsPartOfIt() {
        const std::string first = "<sheetData>" + rowXml(1, {"Nama", "Kode"}) + rowXml(2, {"Bima"}) + "</sheetData>";
        const std::string second = "<sheetData>" + rowXml(1, {"Jaka", "IDD-002", "x"}) + "</sheetData>";
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"(["Nama","Kode"] [["Bima",""],["Jaka","IDD-002","x"]] [2,2])"),
            frameOf("list.xlsx", workbookOf({.sheets = {{"Orang", first}, {"Lain", second}}}))
        );
    }

    void ofAPdfItHasTheColumnsOfItsTable() {
        dttot::tests::PdfBuilder pdf;
        const double lefts[] = {30, 200, 300};
        const char* texts[][3] = {
            {"Nama", "Kode", "Alamat"}, {"Bima", "IDD-001", "Jl. Satu"}, {"Jaka", "IDD-002", "Jl. Dua"}};
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 3; ++column) {
                pdf.text(lefts[column], 50 + 20.0 * row, texts[row][column]);
            }
        }
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"(["Nama","Kode","Alamat"] [["Jaka","IDD-002","Jl. Dua"]] [2,3])"),
            frameOf("list.pdf", pdf.bytes(), "?offset=1")
        );
    }

    void whatCannotBeReadIsToldWithACode() {
        const auto answer = asked("list.xlsx", workbookOf({.sheets = {{"A", "<sheetData>" + rowXml(1, {"a"})}}}), {});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("file.damaged") != std::string::npos);
    }

private:
    tenon::test::Answer asked(const std::string& filename, const std::string& content, const std::string& query) {
        const auto begun = _kernel->upload(officerUser(), "/dttot/documents/", {{"file", filename, content}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(begun.text, 201, begun.status);
        const std::string path = "/dttot/documents/" + std::to_string(idOf(begun.json)) + "/dataframe" + query;
        return _kernel->call(officerUser(), "GET", path);
    }

    /// Columns, rows and shape.
    std::string frameOf(const std::string& filename, const std::string& content, const std::string& query = {}) {
        const auto answer = asked(filename, content, query);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return boost::json::serialize(answer.json.at("columns")) + ' ' + boost::json::serialize(answer.json.at("data"))
               + ' ' + boost::json::serialize(answer.json.at("shape"));
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

CPPUNIT_TEST_SUITE_REGISTRATION(DataFrameTest);
