/// What the rows of a table are, and that every one of them is accounted for.

#include "extraction/failure.h"
#include "extraction/tables.h"
#include "extraction/tests/collected.h"
#include "extraction/tests/joined.h"
#include "tables/tests/workbook_builder.h"

#include <boost/json/serialize.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using dttot::Summary;
using dttot::tables::Format;
using dttot::tables::tests::rowXml;
using dttot::tests::Findings;
using dttot::tests::joined;

struct Extracted {
    Findings findings;
    Summary summary;
};

void extractCsv(std::string_view text, Extracted& out) {
    out.summary = dttot::extract(text, dttot::readerOf(Format::csv), out.findings);
}

using Sheets = std::vector<std::pair<std::string, std::string>>;

void extractSheets(Sheets sheets, Extracted& out) {
    out.summary = dttot::extract(
        dttot::tables::tests::workbookOf({.sheets = std::move(sheets)}), dttot::readerOf(Format::xlsx), out.findings
    );
}

class LayoutTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LayoutTest);
    CPPUNIT_TEST(columnsAreFoundByMeaningInAnyOrder);
    CPPUNIT_TEST(headersOfEveryYearAreKnown);
    CPPUNIT_TEST(everyRowIsARecordOrListed);
    CPPUNIT_TEST(aRepeatedHeaderMayChangeTheColumns);
    CPPUNIT_TEST(aHeaderMayTakeTwoRowsAndCountItsColumns);
    CPPUNIT_TEST(aRecordOverMergedRowsIsOneRecord);
    CPPUNIT_TEST(rowsThatTheFileLeavesOutAreCounted);
    CPPUNIT_TEST(aSectionTellsTheTypeWhereNoColumnDoes);
    CPPUNIT_TEST(aSheetsNameTellsTheTypeToo);
    CPPUNIT_TEST(aRecordWithoutANameIsKeptWithAnIssue);
    CPPUNIT_TEST(equalCodesStayTwoRecords);
    CPPUNIT_TEST(placeAndDateMayShareAColumn);
    CPPUNIT_TEST(numbersMayHaveColumnsOfTheirOwn);
    CPPUNIT_TEST(everyNumberColumnFeedsItsList);
    CPPUNIT_TEST(theOriginalCellsAreKept);
    CPPUNIT_TEST(controlCharactersAreNoText);
    CPPUNIT_TEST(aRemarkThatIsNoNameStaysInTheOriginal);
    CPPUNIT_TEST(aSheetOfChoicesWithoutAHeaderIsNoError);
    CPPUNIT_TEST(blankRowsInARowAreOneFinding);
    CPPUNIT_TEST(aDocumentWithoutAHeaderFails);
    CPPUNIT_TEST(aRecordsJsonHasItsKeys);
    CPPUNIT_TEST_SUITE_END();

public:
    void columnsAreFoundByMeaningInAnyOrder() {
        Extracted out;
        extractCsv("WN;Alamat;Kode Densus;NAMA ;terduga\nMesir;Jl. Asri;idd-001;Bima alias Jaka;Orang\n", out);
        const dttot::Record& record = out.findings.records.at(0);
        CPPUNIT_ASSERT_EQUAL(
            std::string("IDD-001 Bima Jaka EG Jl. Asri"),
            record.kodeDensus + ' ' + record.name + ' ' + joined(record.aliases) + ' ' + joined(record.nationalities)
                + ' ' + joined(record.addresses)
        );
    }

    void headersOfEveryYearAreKnown() {
        using dttot::layout::Column;
        using dttot::layout::columnOf;
        CPPUNIT_ASSERT(columnOf("Tpt Lahir") == Column::birthPlace);
        CPPUNIT_ASSERT(columnOf("TEMPAT  LAHIR") == Column::birthPlace);
        CPPUNIT_ASSERT(columnOf("tangal lahir") == Column::birthDate);
        CPPUNIT_ASSERT(columnOf("tanggal_lahir") == Column::birthDate);
        CPPUNIT_ASSERT(columnOf("WN/Asal Negara") == Column::nationality);
        CPPUNIT_ASSERT(columnOf("WN atau Asal Negara") == Column::nationality);
        CPPUNIT_ASSERT(columnOf("wn_asal_negara") == Column::nationality);
        CPPUNIT_ASSERT(columnOf("Informasi Lain") == Column::description);
        CPPUNIT_ASSERT(columnOf("referensi") == Column::code);
        CPPUNIT_ASSERT(columnOf("Kode\nDensus") == Column::code);
        CPPUNIT_ASSERT(columnOf("Alamat 2") == Column::address);
        CPPUNIT_ASSERT(columnOf("pekerjaan") == Column::unknown);
        CPPUNIT_ASSERT(columnOf("Nama Ibu") == Column::unknown);
    }

    void everyRowIsARecordOrListed() {
        Extracted out;
        extractCsv(
            "DAFTAR TERDUGA;;\n;;\nNo;Nama;Kode Densus\n1;Bima;IDD-001\nA. "
            "KORPORASI;;\n2;Rimba;EDD-001\n;;\nNo;Nama;Kode Densus\n"
            "3;Jaka;IDD-002\nJumlah: 3;;\n;;Jakarta, 5 Januari 2026\n;BUDI TARJO;\n",
            out
        );
        CPPUNIT_ASSERT_EQUAL(std::string("Bima|Rimba|Jaka"), out.findings.names());
        CPPUNIT_ASSERT_EQUAL(
            std::string("1 title|2 blank|3 header|5 section|7 blank|8 header|10 footer|11 footer|12 footer"),
            joined(out.findings.kinds)
        );
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{12}, out.summary.rows);
        CPPUNIT_ASSERT_EQUAL(out.summary.rows, out.summary.recordRows + out.summary.skipped);
    }

    void aRepeatedHeaderMayChangeTheColumns() {
        Extracted out;
        extractCsv("Nama;Kode;WN\nBima;IDD-001;Mesir\nKode;Nama;Alamat\nEDD-001;Rimba;Jl. Asri\n", out);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima|Rimba"), out.findings.names());
        CPPUNIT_ASSERT_EQUAL(std::string("Jl. Asri"), joined(out.findings.records[1].addresses));
    }

    void aHeaderMayTakeTwoRowsAndCountItsColumns() {
        Extracted out;
        extractCsv(
            "No;Nama;Kode;Lahir;;Alamat\n;;;Tempat;Tanggal;\n(1);(2);(3);(4);(5);(6)\n1;Bima;IDD-001;Asri;14/07/"
            "1981;-\n",
            out
        );
        CPPUNIT_ASSERT_EQUAL(std::string("1 header|2 header|3 header"), joined(out.findings.kinds));
        CPPUNIT_ASSERT_EQUAL(std::string("Asri"), joined(out.findings.records.at(0).birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("1981-07-14"), joined(out.findings.records[0].birthDates));
    }

    void aRecordOverMergedRowsIsOneRecord() {
        Extracted out;
        extractSheets(
            {{"Export",
              "<sheetData>" + rowXml(1, {"Nama", "Kode Densus", "Alamat"}) + rowXml(2, {"Bima", "IDD-001", "Jl. Satu"})
                  + rowXml(3, {"alias Jaka", "", "Jl. Dua"}) + rowXml(4, {"Rimba", "EDD-001", "-"})
                  + "</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"}},
            out
        );
        CPPUNIT_ASSERT_EQUAL(std::string("Bima|Rimba"), out.findings.names());
        CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu|Jl. Dua"), joined(out.findings.records[0].addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("Jaka"), joined(out.findings.records[0].aliases));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, out.summary.recordRows);
    }

    void rowsThatTheFileLeavesOutAreCounted() {
        Extracted out;
        extractSheets(
            {{"Export",
              "<sheetData>" + rowXml(4, {"Nama", "Kode", "WN"}) + rowXml(9, {"Bima", "IDD-001", "-"})
                  + "</sheetData>"}},
            out
        );
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{9}, out.summary.rows);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{9}, out.findings.records.at(0).sourceRow);
    }

    void aSectionTellsTheTypeWhereNoColumnDoes() {
        Extracted out;
        extractCsv("Nama;WN;Alamat\nI. INDIVIDU;;\nBima;Mesir;-\nII. KORPORASI ATAU ENTITAS;;\nRimba;Mesir;-\n", out);
        CPPUNIT_ASSERT(out.findings.records.at(0).type == dttot::SubjectType::person);
        CPPUNIT_ASSERT(out.findings.records.at(1).type == dttot::SubjectType::entity);
    }

    void aSheetsNameTellsTheTypeToo() {
        Extracted out;
        const std::string header = rowXml(1, {"Nama", "WN", "Alamat"});
        extractSheets(
            {{"Entitas", "<sheetData>" + header + rowXml(2, {"Rimba", "Mesir", "Jl. Asri"}) + "</sheetData>"}}, out
        );
        CPPUNIT_ASSERT(out.findings.records.at(0).type == dttot::SubjectType::entity);
        CPPUNIT_ASSERT_EQUAL(std::string("Entitas"), out.findings.sheets.at(0));
    }

    void aRecordWithoutANameIsKeptWithAnIssue() {
        Extracted out;
        extractCsv("Nama;Kode;WN\n;IDD-001;Mesir\n", out);
        CPPUNIT_ASSERT_EQUAL(std::string("name.missing"), out.findings.records.at(0).issues.at(0).code);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, out.summary.withIssues);
    }

    void equalCodesStayTwoRecords() {
        Extracted out;
        extractCsv("Nama;Kode;WN\nBima;IDD-001;Mesir\nJaka;IDD-001;Irak\n", out);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima|Jaka"), out.findings.names());
    }

    void placeAndDateMayShareAColumn() {
        Extracted out;
        extractCsv("Nama;Kode;Tempat/Tanggal Lahir\nBima;IDD-001;Asri, sekitar 1981\n", out);
        CPPUNIT_ASSERT_EQUAL(std::string("Asri"), joined(out.findings.records.at(0).birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("1981~"), joined(out.findings.records[0].birthDates));
    }

    void numbersMayHaveColumnsOfTheirOwn() {
        Extracted out;
        extractCsv(
            "Nama;Nomor Identitas;Nomor Paspor;Alias 1;Alias 2\nBima;9912041407810003;Y1234567;Jaka;Kang Bim\n", out
        );
        const dttot::Record& record = out.findings.records.at(0);
        CPPUNIT_ASSERT_EQUAL(
            std::string("9912041407810003 Y1234567 Jaka|Kang Bim"),
            joined(record.nik) + ' ' + joined(record.passports) + ' ' + joined(record.aliases)
        );
    }

    void everyNumberColumnFeedsItsList() {
        Extracted out;
        extractCsv(
            "Nama;NIK;Paspor;No. KK;NPWP;Telepon;Alias\n"
            "Bima;99.1204.140781.0003;AA 123456, Y1234567;9912041407810004;99.123.456.7-890.123;'+62 812 3456 789;"
            "Jaka\n",
            out
        );
        const dttot::Record& record = out.findings.records.at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("9912041407810003"), joined(record.nik));
        CPPUNIT_ASSERT_EQUAL(std::string("AA123456|Y1234567"), joined(record.passports));
        CPPUNIT_ASSERT_EQUAL(std::string("9912041407810004"), joined(record.kk));
        CPPUNIT_ASSERT_EQUAL(std::string("99.123.456.7-890.123"), joined(record.npwp));
        CPPUNIT_ASSERT_EQUAL(std::string("+628123456789"), joined(record.phones));
        CPPUNIT_ASSERT_EQUAL(std::string("Jaka"), joined(record.aliases));
    }

    void theOriginalCellsAreKept() {
        Extracted out;
        extractCsv("Nama;Kode;Pekerjaan\n Bima  alias Jaka ;idd-001;Petani\n", out);
        const auto& original = out.findings.records.at(0).original;
        CPPUNIT_ASSERT_EQUAL(std::string(" Bima  alias Jaka "), original.at(0).second);
        CPPUNIT_ASSERT_EQUAL(std::string("Pekerjaan"), original.at(2).first);
        CPPUNIT_ASSERT_EQUAL(std::string("Petani"), original.at(2).second);
    }

    void controlCharactersAreNoText() {
        Extracted out;
        const std::string nul(1, '\0');
        extractCsv("Nama;Deskripsi;Terduga;Kode Densus\nBi" + nul + "ma\x1b;A" + nul + "\tB;Orang;IDD-001\n", out);
        const dttot::Record& record = out.findings.records.at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima|A\tB"), record.name + '|' + record.description);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima"), record.original.at(0).second);
    }

    void aRemarkThatIsNoNameStaysInTheOriginal() {
        Extracted out;
        extractCsv("Nama;Kode;WN\nBima (almarhum) alias Jaka (DPO);IDD-001;-\n", out);
        const dttot::Record& record = out.findings.records.at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima Jaka"), record.name + ' ' + joined(record.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("Bima (almarhum) alias Jaka (DPO)"), record.original.at(0).second);
    }

    void aSheetOfChoicesWithoutAHeaderIsNoError() {
        const std::string lists =
            "<sheetData>" + rowXml(1, {"Orang", "Indonesia"}) + rowXml(2, {"Korporasi", "Afganistan"}) + "</sheetData>";
        const std::string table = "<sheetData>" + rowXml(1, {"Nama", "WN", "Alamat"})
                                  + rowXml(2, {"Bima", "Mesir", "Jl. Asri"}) + "</sheetData>";
        for (const bool listsFirst : {true, false}) {
            Extracted out;
            extractSheets(
                listsFirst ? Sheets{{"Lists", lists}, {"Data", table}} : Sheets{{"Data", table}, {"Lists", lists}}, out
            );
            CPPUNIT_ASSERT_EQUAL(std::string("Bima"), out.findings.names());
            CPPUNIT_ASSERT(out.findings.records.at(0).type == dttot::SubjectType::person);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{4}, out.summary.rows);
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, out.summary.skipped);
        }
    }

    void blankRowsInARowAreOneFinding() {
        Extracted out;
        extractCsv("Nama;WN;Alamat\n;;\n;;\n;;\nBima;Mesir;Jl. Asri\n;;\n", out);
        CPPUNIT_ASSERT(out.findings.kinds == std::vector<std::string>({"1 header", "2 blank", "6 blank"}));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{5}, out.summary.skipped);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{6}, out.summary.rows);
    }

    void aDocumentWithoutAHeaderFails() {
        Extracted out;
        try {
            extractCsv("a;b\nc;d\n", out);
            CPPUNIT_FAIL("read");
        } catch (const dttot::Failure& failure) {
            CPPUNIT_ASSERT_EQUAL(std::string("dttot.layout.no_header"), failure.code());
        }
        CPPUNIT_ASSERT_EQUAL(std::string("1 title|2 title"), joined(out.findings.kinds));
    }

    void aRecordsJsonHasItsKeys() {
        Extracted out;
        extractCsv("Nama;Kode;WN\nBima;IDD-001;Mesir\n", out);
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                R"({"kode_densus":"IDD-001","type":"person","name":"Bima","aliases":[],"birth_dates":[],)"
                R"("birth_dates_from_description":[],"birth_places":[],"nationalities":["EG"],"nik":[],"nik_malformed":[],)"
                R"("related_nik":[],"passports":[],"kk":[],"npwp":[],"phones":[],"addresses":[],"description":"",)"
                R"("source_row":2,"issues":[],"original":{"Nama":"Bima","Kode":"IDD-001","WN":"Mesir"}})"
            ),
            boost::json::serialize(dttot::jsonOf(out.findings.records.at(0)))
        );
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LayoutTest);

} // namespace
