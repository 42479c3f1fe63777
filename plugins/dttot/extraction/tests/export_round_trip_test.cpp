/// What this module exports comes back as it was.

#include "extraction/record_builder.h"
#include "extraction/tests/collected.h"

#include <boost/json/serialize.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

constexpr std::string_view header =
    "id,kode_densus,type,name,aliases,birth_dates,birth_places,nationalities,nik,nik_malformed,related_nik,passports,"
    "kk,npwp,phones,addresses,description,source_row,issues,weak_aliases,original_names,documents,programs,listed_on,"
    "related_parties,"
    "list\r\n";

std::vector<dttot::Record> recordsOf(std::string_view lines) {
    dttot::tests::Findings findings;
    dttot::extract(std::string(header).append(lines), dttot::readerOf(dttot::tables::Format::csv), findings);
    return std::move(findings.records);
}

class ExportRoundTripTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ExportRoundTripTest);
    CPPUNIT_TEST(everyColumnComesBack);
    CPPUNIT_TEST(whatOnlySomeListsSayComesBack);
    CPPUNIT_TEST(cleanValuesAreNotReadByTheRulesAgain);
    CPPUNIT_TEST(aDescriptionExplainsNumbersButAddsNone);
    CPPUNIT_TEST(aRowWithoutACodeIsARecord);
    CPPUNIT_TEST(theGuardOfAFormulaIsTakenAway);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyColumnComesBack() {
        const auto records = recordsOf(
            "17,EDD-012,entity,Jamaah Rimba,JRK; Alias One,1981-02; 1958~; 1961/1962; 1981-07-14,Asri; \"Lembang\","
            "ID; AF,9912041407810003; 9912041407810005,9904U205820003,9912041407810009,Y1234567; AA123456,"
            "9912041407810004,99.123.456.7-890.123,+628123456789,Jl. Satu; Jl. Dua,Didirikan 1998,7,\r\n"
        );
        boost::json::object json = dttot::jsonOf(records.at(0));
        json.erase("original");
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"kode_densus":"EDD-012","source_row":2,"type":"entity","name":"Jamaah Rimba",)"
                        R"("aliases":["JRK","Alias One"],"birth_dates":["1981-02","1958~","1961/1962","1981-07-14"]})"),
            boost::json::serialize(boost::json::object{
                {"kode_densus", json.at("kode_densus")},
                {"source_row", json.at("source_row")},
                {"type", json.at("type")},
                {"name", json.at("name")},
                {"aliases", json.at("aliases")},
                {"birth_dates", json.at("birth_dates")}})
        );
        const char* rows[][2] = {
            {"birth_places", R"(["Asri","\"Lembang\""])"},
            {"nationalities", R"(["ID","AF"])"},
            {"nik", R"(["9912041407810003","9912041407810005"])"},
            {"nik_malformed", R"(["9904U205820003"])"},
            {"related_nik", R"(["9912041407810009"])"},
            {"passports", R"(["Y1234567","AA123456"])"},
            {"kk", R"(["9912041407810004"])"},
            {"npwp", R"(["99.123.456.7-890.123"])"},
            {"phones", R"(["+628123456789"])"},
            {"addresses", R"(["Jl. Satu","Jl. Dua"])"},
            {"description", R"("Didirikan 1998")"},
        };
        for (const auto& [key, expected] : rows) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(key, std::string(expected), boost::json::serialize(json.at(key)));
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, records.size());
    }

    void whatOnlySomeListsSayComesBack() {
        const auto records =
            recordsOf("17,QDi.901,person,Abdul,,,,,,,,,,,,,,7,,Abu Fida; A. F.,عبد,Passport 1 (AF),SDGT,"
                      "2004-03-02; 2010-05-06,un\r\n");
        const dttot::Record& record = records.at(0);
        CPPUNIT_ASSERT((record.weakAliases == std::vector<std::string>{"Abu Fida", "A. F."}));
        CPPUNIT_ASSERT((record.originalNames == std::vector<std::string>{"عبد"}));
        CPPUNIT_ASSERT((record.programs == std::vector<std::string>{"SDGT"}));
        CPPUNIT_ASSERT((record.listedOn == std::vector<std::string>{"2004-03-02", "2010-05-06"}));
    }

    void cleanValuesAreNotReadByTheRulesAgain() {
        const auto records = recordsOf(
            "1,IDD-001,person,\"Bima, S.H. (Kang)\",\"Jaka, S.Ag.; Abu alias Fida\",,\"Kab/Kota. Asri, Mesir/Irak\",,,"
            ",,,,,,\"a) Jl. Satu b) Asri; Kantor: Lembang\",,2,\r\n"
        );
        const dttot::Record& record = records.at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("Bima, S.H. (Kang)"), record.name);
        CPPUNIT_ASSERT(record.aliases == std::vector<std::string>({"Jaka, S.Ag.", "Abu alias Fida"}));
        CPPUNIT_ASSERT(record.birthPlaces == std::vector<std::string>({"Kab/Kota. Asri, Mesir/Irak"}));
        CPPUNIT_ASSERT(record.addresses == std::vector<std::string>({"a) Jl. Satu b) Asri", "Kantor: Lembang"}));
        CPPUNIT_ASSERT(record.issues.empty());
    }

    void aDescriptionExplainsNumbersButAddsNone() {
        const auto records = recordsOf("1,IDD-001,person,Bima,,,,,9912041407810003,991204140781000,,,,,,,"
                                       "\"9912041407810003; NIK 9912041407810005; DOB: sekitar 1975\",2,\r\n");
        const dttot::Record& record = records.at(0);
        CPPUNIT_ASSERT(record.nik == std::vector<std::string>({"9912041407810003"}));
        CPPUNIT_ASSERT(record.birthDatesFromDescription == std::vector<std::string>({"1975~"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, record.issues.size());
        CPPUNIT_ASSERT_EQUAL(std::string("nik.unlabelled"), record.issues[0].code);
        CPPUNIT_ASSERT_EQUAL(std::string("nik.malformed"), record.issues[1].code);
    }

    void aRowWithoutACodeIsARecord() {
        const auto records =
            recordsOf("123456789,,person,Bima,,,,,,,,,,,,,,0,\r\n123456790,,entity,Alias Rimba,,,,,,,,,,,,,,0,\r\n");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, records.size());
        CPPUNIT_ASSERT_EQUAL(std::string("Alias Rimba"), records[1].name);
        CPPUNIT_ASSERT_EQUAL(std::string(), records[1].kodeDensus);
        CPPUNIT_ASSERT(records[1].type == dttot::SubjectType::entity);
    }

    void theGuardOfAFormulaIsTakenAway() {
        const auto records = recordsOf(
            "1,IDD-001,person,\"'=Bima\",\"'@jaka; +fida\",,,,,,,,,,\"'+628123456789\",\"'-\",\"'- Petani\n- Guru\",2,"
            "\r\n"
        );
        const dttot::Record& record = records.at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("=Bima"), record.name);
        CPPUNIT_ASSERT(record.aliases == std::vector<std::string>({"@jaka", "+fida"}));
        CPPUNIT_ASSERT(record.phones == std::vector<std::string>({"+628123456789"}));
        CPPUNIT_ASSERT_EQUAL(std::string("- Petani\n- Guru"), record.description);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ExportRoundTripTest);

} // namespace
