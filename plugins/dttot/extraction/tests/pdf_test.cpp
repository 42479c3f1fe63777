#include "extraction/failure.h"
#include "extraction/pdf/pdf_reader.h"
#include "extraction/tests/collected.h"
#include "extraction/tests/joined.h"
#include "extraction/tests/pdf_builder.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <zlib.h>

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig, which poppler starts, keeps its configuration to the end.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();

const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
#endif

namespace {

using dttot::tests::Findings;
using dttot::tests::joined;
using dttot::tests::PdfBuilder;

const std::vector<double>& columnEdges() {
    static const std::vector<double> edges{30, 60, 200, 260, 330, 430, 600};
    return edges;
}

/// The texts of a row under No, Nama, Terduga, Kode Densus, Tanggal Lahir, Alamat.
void row(PdfBuilder& pdf, double top, const std::vector<std::vector<std::string_view>>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        pdf.cell(columnEdges()[i] + 3, top + 3, cells[i]);
    }
}

void header(PdfBuilder& pdf, double top) {
    row(pdf, top, {{"No"}, {"Nama"}, {"Terduga"}, {"Kode", "Densus"}, {"Tanggal Lahir"}, {"Alamat"}});
}

/// A PDF whose only stream is packed.
std::string withStream(std::string_view dictionary, const std::string& content) {
    uLongf size = ::compressBound(content.size());
    std::string packed(size, '\0');
    ::compress2(
        reinterpret_cast<Bytef*>(packed.data()),
        &size,
        reinterpret_cast<const Bytef*>(content.data()),
        content.size(),
        9
    );
    packed.resize(size);
    return "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<<" + std::string(dictionary)
           + "/Filter/FlateDecode/Length " + std::to_string(size) + ">>stream\n" + packed
           + "\nendstream endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF\n";
}

std::string failureOf(const std::string& bytes) {
    Findings findings;
    try {
        dttot::extract(bytes, &dttot::pdf::readPdf, findings);
    } catch (const dttot::Failure& failure) {
        return dttot::codeOf(failure);
    }
    return "none";
}

class PdfTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PdfTest);
    CPPUNIT_TEST(aDrawnTableIsReadCellByCell);
    CPPUNIT_TEST(aTableWithoutLinesIsReadByItsGaps);
    CPPUNIT_TEST(cellsInTheMiddleOfTheirRowsAreReadToo);
    CPPUNIT_TEST(aRecordGoesOnOnTheNextPage);
    CPPUNIT_TEST(aLineThatIsDrawnOnBothSidesOfAPageBreakCountsOnce);
    CPPUNIT_TEST(aMergedRecordKeepsItsAddressesApart);
    CPPUNIT_TEST(aSectionRowAcrossTheTableIsOne);
    CPPUNIT_TEST(aYearThatANarrowColumnCutsIsWhole);
    CPPUNIT_TEST(aPageTreeThatGoesInCirclesEndsWithAFailure);
    CPPUNIT_TEST(aPdfWithoutTextIsRefused);
    CPPUNIT_TEST(aPartThatUnpacksToTooMuchIsRefused);
    CPPUNIT_TEST(aPartThatPacksUsuallyIsRead);
    CPPUNIT_TEST(aDamagedOrCutOffPdfIsRefused);
    CPPUNIT_TEST(anEnormousPageIsRefused);
    CPPUNIT_TEST(tooManyPagesAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void aDrawnTableIsReadCellByCell() {
        PdfBuilder pdf;
        pdf.text(200, 20, "DAFTAR TERDUGA (CONTOH)", 12);
        pdf.grid(columnEdges(), {50, 75, 105, 125});
        fill(pdf);
        pdf.text(30, 560, "Halaman 1");
        expectBoth(pdf, {"1 title", "2 header", "5 footer"});
    }

    void aTableWithoutLinesIsReadByItsGaps() {
        PdfBuilder pdf;
        pdf.text(200, 20, "DAFTAR TERDUGA (CONTOH)", 12);
        fill(pdf);
        pdf.text(30, 560, "Halaman 1");
        expectBoth(pdf, {"1 title", "2 header", "5 footer"});
    }

    void cellsInTheMiddleOfTheirRowsAreReadToo() {
        PdfBuilder pdf;
        header(pdf, 50);
        for (int i = 0; i < 4; ++i) {
            const double top = 80 + 50.0 * i;
            const std::string number = std::to_string(i + 1);
            const std::string code = "IDD-00" + number;
            row(pdf, top + 9, {{number}, {}, {"Orang"}, {code}, {"14/07/1981"}, {}});
            row(pdf, top, {{}, {"Bima Saka alias", "Jaka alias", "Kang Bim"}, {}, {}, {}, {"Jl. Satu", "RT 01", "Asri"}}
            );
        }
        Findings findings;
        dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima Saka|Bima Saka|Bima Saka|Bima Saka"), findings.names());
        for (const auto& record : findings.records) {
            CPPUNIT_ASSERT_EQUAL(std::string("Jaka|Kang Bim"), joined(record.aliases));
            CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu RT 01 Asri"), joined(record.addresses));
        }
    }

    void aRecordGoesOnOnTheNextPage() {
        for (const bool ruled : {true, false}) {
            PdfBuilder pdf;
            header(pdf, 50);
            row(pdf, 75, {{"1"}, {"Bima Saka alias", "Jaka"}, {"Orang"}, {"IDD-001"}, {"1981"}, {"Jl. Satu, Kec."}});
            pdf.text(30, 560, "Halaman 1");
            if (ruled) {
                pdf.grid(columnEdges(), {50, 75, 105});
            }
            pdf.addPage();
            header(pdf, 50);
            row(pdf, 75, {{}, {"Muda"}, {}, {}, {}, {"Asri"}});
            row(pdf, 100, {{"2"}, {"Rudi"}, {"Orang"}, {"IDD-002"}, {"1982"}, {"-"}});
            if (ruled) {
                pdf.grid(columnEdges(), {50, 75, 95, 120});
            }
            Findings findings;
            dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
            CPPUNIT_ASSERT_EQUAL(std::string("Bima Saka|Rudi"), findings.names());
            CPPUNIT_ASSERT_EQUAL(std::string("Jaka Muda"), joined(findings.records[0].aliases));
            CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu, Kec. Asri"), joined(findings.records[0].addresses));
            CPPUNIT_ASSERT_EQUAL(1U, findings.records[0].page);
            CPPUNIT_ASSERT_EQUAL(2U, findings.records[1].page);
        }
    }

    void aLineThatIsDrawnOnBothSidesOfAPageBreakCountsOnce() {
        PdfBuilder pdf;
        header(pdf, 50);
        row(pdf, 75, {{"1"}, {"Bima Saka alias", "Jaka alias"}, {"Orang"}, {"IDD-001"}, {"1981"}, {"Jl. Satu, Kec."}});
        pdf.grid(columnEdges(), {50, 75, 105});
        pdf.addPage();
        header(pdf, 50);
        row(pdf, 75, {{}, {"Jaka alias", "Abu Fida"}, {}, {}, {}, {"Asri"}});
        pdf.grid(columnEdges(), {50, 75, 105});
        Findings findings;
        dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("Jaka|Abu Fida"), joined(findings.records.at(0).aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu, Kec. Asri"), joined(findings.records.at(0).addresses));
    }

    void aMergedRecordKeepsItsAddressesApart() {
        PdfBuilder pdf;
        header(pdf, 50);
        row(pdf, 75, {{"1"}, {"Bima"}, {"Orang"}, {"IDD-001"}, {"1981"}, {"Blok A"}});
        row(pdf, 95, {{}, {}, {}, {}, {}, {"Blok B"}});
        pdf.grid(columnEdges(), {50, 75, 115});
        pdf.line(430, 95, 600, 95);
        Findings findings;
        const auto summary = dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("Blok A|Blok B"), joined(findings.records.at(0).addresses));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, summary.recordRows);
    }

    void aSectionRowAcrossTheTableIsOne() {
        PdfBuilder pdf;
        header(pdf, 50);
        pdf.text(250, 80, "B. KORPORASI ATAU ENTITAS");
        row(pdf, 95, {{"1"}, {"Rimba"}, {"Korporasi"}, {"EDD-001"}, {"-"}, {"-"}});
        pdf.grid(columnEdges(), {50, 75});
        pdf.line(30, 75, 30, 95);
        pdf.line(600, 75, 600, 95);
        pdf.grid(columnEdges(), {95, 115});
        Findings findings;
        dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("1 header|2 section"), joined(findings.kinds));
        CPPUNIT_ASSERT_EQUAL(std::string("Rimba"), findings.names());
    }

    void aYearThatANarrowColumnCutsIsWhole() {
        PdfBuilder pdf;
        header(pdf, 50);
        row(pdf, 75, {{"1"}, {"Bima"}, {"Orang"}, {"IDD-", "001"}, {"11/10/1950/195", "1"}, {"-"}});
        pdf.grid(columnEdges(), {50, 75, 105});
        Findings findings;
        dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("1950-10-11|1951-10-11"), joined(findings.records.at(0).birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-001"), findings.records[0].kodeDensus);
    }

    void aPageTreeThatGoesInCirclesEndsWithAFailure() {
        const std::string bytes = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
                                  "3/Kids[2 0 R 2 0 R 2 0 R]>>endobj\n"
                                  "trailer<</Root 1 0 R/Size 3>>\n%%EOF\n";
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.damaged"), failureOf(bytes));
    }

    void aPartThatUnpacksToTooMuchIsRefused() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.pdf_bomb"), failureOf(withStream("", std::string(40U << 20U, ' ')))
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.pdf_bomb"), failureOf(withStream("", std::string(2U << 20U, ' ')))
        );
        // A picture of one colour packs as well as that.
        const auto picture = withStream("/Type/XObject/Subtype/Image", std::string(40U << 20U, ' '));
        CPPUNIT_ASSERT(failureOf(picture) != "dttot.file.pdf_bomb");
    }

    void aPartThatPacksUsuallyIsRead() {
        CPPUNIT_ASSERT(failureOf(withStream("", std::string(900U << 10U, ' '))) != "dttot.file.pdf_bomb");
    }

    void aPdfWithoutTextIsRefused() {
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.no_text"), failureOf(PdfBuilder().bytes()));
    }

    void aDamagedOrCutOffPdfIsRefused() {
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.damaged"), failureOf("%PDF-1.4\nnothing"));
        const std::string bytes = PdfBuilder().bytes();
        CPPUNIT_ASSERT(failureOf(bytes.substr(0, 60)).starts_with("dttot.file."));
    }

    void anEnormousPageIsRefused() {
        PdfBuilder pdf(2'000'000, 2'000'000);
        pdf.text(10, 10, "Nama");
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.page_too_large"), failureOf(pdf.bytes()));
    }

    void tooManyPagesAreRefused() {
        PdfBuilder pdf;
        for (int i = 0; i < 500; ++i) {
            pdf.addPage();
        }
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.too_many_pages"), failureOf(pdf.bytes()));
    }

private:
    static void fill(PdfBuilder& pdf) {
        header(pdf, 50);
        row(pdf,
            75,
            {{"1"},
             {"Bima Sakalang alias", "Jaka"},
             {"Orang"},
             {"IDD-001"},
             {"14/07/1981", "atau 1982"},
             {"- Jl. Satu", "- Jl. Dua"}});
        row(pdf, 105, {{"2"}, {"Rimba Kelana"}, {"Korporasi"}, {"EDD-001"}, {}, {"-"}});
    }

    static void expectBoth(const PdfBuilder& pdf, const std::vector<std::string>& kinds) {
        Findings findings;
        const auto summary = dttot::extract(pdf.bytes(), &dttot::pdf::readPdf, findings);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima Sakalang|Rimba Kelana"), findings.names());
        CPPUNIT_ASSERT_EQUAL(std::string("Jaka"), joined(findings.records[0].aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1981-07-14|1982"), joined(findings.records[0].birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu|Jl. Dua"), joined(findings.records[0].addresses));
        CPPUNIT_ASSERT_EQUAL(joined(kinds), joined(findings.kinds));
        CPPUNIT_ASSERT_EQUAL(summary.rows, summary.recordRows + summary.skipped);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PdfTest);

} // namespace
