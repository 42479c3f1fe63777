/// The helper program from outside, as the server runs it.

#include "extraction/tables.h"
#include "extraction/tests/pdf_builder.h"
#include "tables/tests/workbook_builder.h"

#include <tenon/sandbox.h>

#include <boost/json/parse.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using tenon::sandbox::Outcome;

struct Answer {
    Outcome outcome;
    std::vector<boost::json::object> lines;
};

Answer ask(const std::string& document, std::vector<std::string> arguments) {
    const int fd = ::memfd_create("document", MFD_CLOEXEC);
    CPPUNIT_ASSERT(fd >= 0);
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(document.size()), ::write(fd, document.data(), document.size()));
    arguments.insert(arguments.begin() + 1, {"--fd", std::to_string(tenon::sandbox::inputDescriptor)});
    Answer answer;
    answer.outcome = tenon::sandbox::run(EXTRACT_PROGRAM, arguments, fd, {}, [&](std::string_view line) {
        answer.lines.push_back(boost::json::parse(boost::json::string_view(line.data(), line.size())).as_object());
    });
    ::close(fd);
    return answer;
}

std::string failureCode(const Answer& answer) {
    return std::string(answer.lines.at(0).at("failure").at("code").as_string());
}

class ProgramTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ProgramTest);
    CPPUNIT_TEST(recordsComeAsLinesAndASummary);
    CPPUNIT_TEST(aPdfIsReadInsideTheSandbox);
    CPPUNIT_TEST(aRefusalIsOneLineWithACode);
    CPPUNIT_TEST(bytesThatAreNoUtf8StillGiveValidJson);
    CPPUNIT_TEST(aWrongCallExplainsItself);
    CPPUNIT_TEST_SUITE_END();

public:
    void recordsComeAsLinesAndASummary() {
        const Answer answer = ask("Nama;Kode;WN\nBima;IDD-001;Mesir\n", {"records"});
        CPPUNIT_ASSERT(answer.outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, answer.lines.size());
        CPPUNIT_ASSERT(answer.lines[0].at("list").at("script").as_string() == "dttot-list");
        CPPUNIT_ASSERT(answer.lines[1].at("skipped").at("kind").as_string() == "header");
        CPPUNIT_ASSERT(answer.lines[2].at("record").at("name").as_string() == "Bima");
        CPPUNIT_ASSERT(answer.lines[3].at("summary").at("format").as_string() == "csv");
        CPPUNIT_ASSERT(answer.lines[3].at("summary").at("records").as_int64() == 1);
    }

    void aPdfIsReadInsideTheSandbox() {
        dttot::tests::PdfBuilder pdf;
        const double lefts[] = {30, 200, 300};
        const char* texts[][3] = {{"Nama", "Kode Densus", "Alamat"}, {"Bima", "IDD-001", "Jl. Satu"}};
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column) {
                pdf.text(lefts[column], 50 + 20.0 * row, texts[row][column]);
            }
        }
        const Answer answer = ask(pdf.bytes(), {"records"});
        CPPUNIT_ASSERT(answer.outcome.succeeded());
        CPPUNIT_ASSERT(answer.lines.back().at("summary").at("records").as_int64() == 1);
    }

    void aRefusalIsOneLineWithACode() {
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.empty"), failureCode(ask("", {"records"})));
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.unsupported"),
            failureCode(
                ask("\x7F"
                    "ELF\x01\x02\x03",
                    {"records"})
            )
        );
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.unsupported"), failureCode(ask("<html><table>", {"records"})));
        const Answer bomb =
            ask(dttot::tables::tests::workbookOf({.sheets = {{"A", std::string(8U << 20U, ' ')}}}), {"records"});
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.zip_bomb"), failureCode(bomb));
        CPPUNIT_ASSERT_EQUAL(1, bomb.outcome.exitCode);
    }

    void bytesThatAreNoUtf8StillGiveValidJson() {
        for (const char* cell : {"\xC3(\xED\xA0\x80\xFF", "\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80"}) {
            const std::string document = std::string("Nama;Kode;WN\n") + cell + ";IDD-001;" + cell + '\n';
            CPPUNIT_ASSERT(ask(document, {"records"}).lines.back().contains("summary"));
        }
    }

    void aWrongCallExplainsItself() {
        const Answer answer = ask("x", {"record"});
        CPPUNIT_ASSERT_EQUAL(2, answer.outcome.exitCode);
        CPPUNIT_ASSERT(answer.outcome.errorTail.starts_with("usage:"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ProgramTest);

} // namespace
