#include "list_record.h"
#include "row_input.h"

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

tenon::JsonObject parsed(std::string_view text) {
    return boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object();
}

std::string textOf(const tenon::JsonObject& record, std::string_view key) {
    return boost::json::serialize(record.at(key));
}

} // namespace

class ListRecordTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListRecordTest);
    CPPUNIT_TEST(aRecordHasEveryMemberInItsPlace);
    CPPUNIT_TEST(birthDatesOfTheDescriptionStayApartButCountAsYears);
    CPPUNIT_TEST(anIntervalMeansEachOfItsYears);
    CPPUNIT_TEST(equalContentHasTheSameFingerprint);
    CPPUNIT_TEST(aRowByHandMayUseTheHeadersOfTheList);
    CPPUNIT_TEST(aRowByHandMayUseTheMembersOfAnExport);
    CPPUNIT_TEST(aNameMayBringItsAliasesAlong);
    CPPUNIT_TEST(unknownMembersAreKeptAsTheyWereSent);
    CPPUNIT_TEST(aDateThatCannotBeReadBecomesAnIssue);
    CPPUNIT_TEST(aRowWithoutANameIsInvalid);
    CPPUNIT_TEST(aValueThatIsNoTextIsInvalid);
    CPPUNIT_TEST(controlCharactersAreInvalid);
    CPPUNIT_TEST(aChangeTouchesOnlyWhatItNames);
    CPPUNIT_TEST(aChangeThatNamesNothingIsInvalid);
    CPPUNIT_TEST_SUITE_END();

public:
    void aRecordHasEveryMemberInItsPlace() {
        const tenon::JsonObject record = dttot::completed(parsed(R"({"name": "A", "nik": "not a list"})"));
        auto member = record.begin();
        for (const std::string_view key : dttot::recordKeys) {
            CPPUNIT_ASSERT_EQUAL(std::string(key), std::string((member++)->key()));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), textOf(record, "nik"));
        CPPUNIT_ASSERT_EQUAL(std::string("\"person\""), textOf(record, "type"));
    }

    void birthDatesOfTheDescriptionStayApartButCountAsYears() {
        const tenon::JsonObject record = dttot::completed(
            parsed(R"({"birth_dates": ["1980-01-02"], "birth_dates_from_description": ["1981", "1980-01-02"]})")
        );
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["1980-01-02"])"), textOf(record, "birth_dates"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["1981","1980-01-02"])"), textOf(record, "birth_dates_from_description"));
        CPPUNIT_ASSERT(dttot::stored(record).birthYears.find(" 1981 ") != std::string::npos);
    }

    void anIntervalMeansEachOfItsYears() {
        CPPUNIT_ASSERT(dttot::yearsOf("1965/1967") == (std::vector{1965, 1966, 1967}));
        CPPUNIT_ASSERT(dttot::yearsOf("1900/1999") == (std::vector{1900, 1999}));
        CPPUNIT_ASSERT(dttot::yearsOf("1975~") == (std::vector{1975}));
        CPPUNIT_ASSERT(dttot::yearsOf("soon").empty());
    }

    void equalContentHasTheSameFingerprint() {
        const auto record = dttot::completed(parsed(R"({"name": "A", "source_row": 2})"));
        const auto moved = dttot::completed(parsed(R"({"name": "A", "source_row": 3})"));
        CPPUNIT_ASSERT_EQUAL(dttot::stored(record).fingerprint, dttot::stored(record).fingerprint);
        CPPUNIT_ASSERT(dttot::stored(record).fingerprint != dttot::stored(moved).fingerprint);
    }

    void aRowByHandMayUseTheHeadersOfTheList() {
        const auto record = dttot::recordFrom(parsed(
            R"({"Nama": "Deden Murtopati", "Terduga": "Orang", "Tgl Lahir": "12/03/1980", "WN": "Indonesia", "Kode Densus": "idd - 006"})"
        ));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["1980-03-12"])"), textOf(record, "birth_dates"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["ID"])"), textOf(record, "nationalities"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("IDD-006")"), textOf(record, "kode_densus"));
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), textOf(record, "issues"));
    }

    void aRowByHandMayUseTheMembersOfAnExport() {
        const auto record = dttot::recordFrom(parsed(
            R"({"name": "Deden", "type": "entity", "aliases": ["Kang D", "KD"], "birth_dates": ["1980", "1981-02"],
                "nationalities": ["ID"], "addresses": ["Jl. Veteran 3"], "nik": 9912041407810003})"
        ));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("entity")"), textOf(record, "type"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["Kang D","KD"])"), textOf(record, "aliases"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["1980","1981-02"])"), textOf(record, "birth_dates"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["ID"])"), textOf(record, "nationalities"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["9912041407810003"])"), textOf(record, "nik"));
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), textOf(record, "issues"));
    }

    void aNameMayBringItsAliasesAlong() {
        const auto record = dttot::recordFrom(parsed(R"({"name": "Deden ALIAS Kang D"})"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("Deden")"), textOf(record, "name"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["Kang D"])"), textOf(record, "aliases"));
    }

    void unknownMembersAreKeptAsTheyWereSent() {
        const auto record = dttot::recordFrom(parsed(R"({"name": "Deden", "warna": "biru"})"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("biru")"), textOf(record.at("original").as_object(), "warna"));
    }

    void aDateThatCannotBeReadBecomesAnIssue() {
        const auto record = dttot::recordFrom(parsed(R"({"name": "Deden", "birth_date": "kemarin"})"));
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), textOf(record, "birth_dates"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, record.at("issues").as_array().size());
    }

    void aRowWithoutANameIsInvalid() {
        CPPUNIT_ASSERT_THROW(dttot::recordFrom(parsed("{}")), tenon::Invalid);
        CPPUNIT_ASSERT_THROW(dttot::recordFrom(parsed(R"({"name": "  ", "alamat": "Garut"})")), tenon::Invalid);
    }

    void aValueThatIsNoTextIsInvalid() {
        CPPUNIT_ASSERT_THROW(dttot::recordFrom(parsed(R"({"name": {"first": "Deden"}})")), tenon::Invalid);
        CPPUNIT_ASSERT_THROW(dttot::recordFrom(parsed(R"({"name": "D", "alias": [["x"]]})")), tenon::Invalid);
    }

    void controlCharactersAreInvalid() {
        CPPUNIT_ASSERT_THROW(dttot::recordFrom(parsed(R"({"name": "De\u0000den"})")), tenon::Invalid);
    }

    void aChangeTouchesOnlyWhatItNames() {
        const auto before =
            dttot::recordFrom(parsed(R"({"name": "Deden alias KD", "birth_date": "1980", "alamat": "Garut"})"));
        const auto after =
            dttot::changedRecord(before, parsed(R"({"nama": "Deden Murtopati", "tanggal_lahir": null})"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("Deden Murtopati")"), textOf(after, "name"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["KD"])"), textOf(after, "aliases"));
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), textOf(after, "birth_dates"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"(["Garut"])"), textOf(after, "addresses"));
    }

    void aChangeThatNamesNothingIsInvalid() {
        const auto before = dttot::recordFrom(parsed(R"({"name": "Deden"})"));
        CPPUNIT_ASSERT_THROW(dttot::changedRecord(before, parsed(R"({"data_id": 3})")), tenon::Invalid);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListRecordTest);
