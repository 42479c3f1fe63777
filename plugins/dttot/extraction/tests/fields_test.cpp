/// The rules of the single fields, as rows of cell text and what it means.

#include "extraction/fields/addresses.h"
#include "extraction/fields/birth_places.h"
#include "extraction/fields/kode_densus.h"
#include "extraction/fields/names.h"
#include "extraction/fields/nationalities.h"
#include "extraction/fields/subject_type.h"
#include "extraction/tests/joined.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using dttot::tables::LineBreaks;
using dttot::tests::joined;

struct Case {
    const char* cell;
    const char* expected;
};

class FieldsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FieldsTest);
    CPPUNIT_TEST(aNameCellSplitsIntoNameAndAliases);
    CPPUNIT_TEST(anAliasColumnSplitsAtCommasAndLinesToo);
    CPPUNIT_TEST(aCodeIsNormalisedFromEverySpelling);
    CPPUNIT_TEST(aTextOfAnotherShapeIsNoCode);
    CPPUNIT_TEST(aTypeIsToldByItsWords);
    CPPUNIT_TEST(birthPlacesSplitAtTheirSeparators);
    CPPUNIT_TEST(aWrappedBirthPlaceStaysOnePlace);
    CPPUNIT_TEST(nationalitiesBecomeCountryCodes);
    CPPUNIT_TEST(aWordThatIsNoCountryIsAnIssue);
    CPPUNIT_TEST(aFormerStateKeepsItsCodeAndIsAnIssue);
    CPPUNIT_TEST(addressesSplitIntoTheItemsOfTheirList);
    CPPUNIT_TEST(aWrappedAddressStaysOneAddress);
    CPPUNIT_TEST_SUITE_END();

public:
    void aNameCellSplitsIntoNameAndAliases() {
        const Case cases[] = {
            {"Bima Sakalang", "Bima Sakalang"},
            {"Bima Sakalang alias Abu Fida ALIAS Jaka W. ", "Bima Sakalang|Abu Fida|Jaka W"},
            {"Bima Sakalang\nAlias Abu Fida\nAlias Jaka", "Bima Sakalang|Abu Fida|Jaka"},
            {"Bima Sakalang (alias Kang Bim) alias Jaka", "Bima Sakalang|Kang Bim|Jaka"},
            {"Bima Sakalang; alias Jaka. alias Abu Fida;", "Bima Sakalang|Jaka|Abu Fida"},
            {"Bima Sakalang, alias Jaka, alias Abu Fida", "Bima Sakalang|Jaka|Abu Fida"},
            {"\u201cBima  Sakalang\u201d alias\tJaka", "Bima Sakalang|Jaka"},
            {"Bima\u00a0 Sakalang a.k.a. Jaka", "Bima Sakalang|Jaka"},
            {"Jamaah Rimba Kelana (JRK)", "Jamaah Rimba Kelana|JRK"},
            {"Bima Sakalang (almarhum)", "Bima Sakalang"},
            {"1. Bima Sakalang\n2. Jaka", "Bima Sakalang|Jaka"},
            {"Bima\nSakalang", "Bima Sakalang"},
            {"Saliasih Dwi", "Saliasih Dwi"},
            {"Sa'id al-Kelani alias Sa'id", "Sa'id al-Kelani|Sa'id"},
            {"Bima alias Jaka alias Jaka", "Bima|Jaka"},
            {"Bima @ Jaka", "Bima|Jaka"},
            {"Bima (nama lain: Jaka)", "Bima|Jaka"},
            {"-", ""},
        };
        for (const Case& row : cases) {
            const auto names = dttot::fields::namesOf(row.cell);
            std::vector<std::string> all{names.name};
            all.insert(all.end(), names.aliases.begin(), names.aliases.end());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.cell, std::string(row.expected), joined(all));
        }
    }

    void anAliasColumnSplitsAtCommasAndLinesToo() {
        const Case cases[] = {
            {"Jaka, Abu Fida\nKang Bim", "Jaka|Abu Fida|Kang Bim"},
            {"- Jaka\n- Abu Fida", "Jaka|Abu Fida"},
            {"Jaka alias Abu Fida", "Jaka|Abu Fida"},
            {"alias Jaka alias Abu Fida", "Jaka|Abu Fida"},
            {"a.k.a. Jaka", "Jaka"},
            {"Alias One; Jaka", "Alias One|Jaka"},
            {"-", ""},
        };
        for (const Case& row : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.cell, std::string(row.expected), joined(dttot::fields::aliasesOf(row.cell))
            );
        }
    }

    void aCodeIsNormalisedFromEverySpelling() {
        for (const char* cell :
             {"IDD-012",
              "idd-012",
              " IDD-012 ",
              "IDD - 012",
              "IDD\u2013012",
              "IDD012",
              "IDD_012",
              "IDD-\n012",
              "IDD-12"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(cell, std::string("IDD-012"), dttot::fields::kodeDensusOf(cell));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-10000"), dttot::fields::kodeDensusOf("idd-10000"));
    }

    void aTextOfAnotherShapeIsNoCode() {
        for (const char* cell : {"", "-", "Kode Densus", "DPRKi.001", "12", "IDD"}) {
            CPPUNIT_ASSERT_MESSAGE(cell, !dttot::fields::isKodeDensus(cell));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("DPRKi.001"), dttot::fields::kodeDensusOf(" DPRKi.001 "));
    }

    void aTypeIsToldByItsWords() {
        using dttot::SubjectType;
        CPPUNIT_ASSERT(dttot::fields::subjectTypeOf("ORANG ") == SubjectType::person);
        CPPUNIT_ASSERT(dttot::fields::subjectTypeOf("B. KORPORASI ATAU ENTITAS") == SubjectType::entity);
        CPPUNIT_ASSERT(!dttot::fields::subjectTypeOf("Orang/Korporasi").has_value());
        CPPUNIT_ASSERT(!dttot::fields::subjectTypeOf("-").has_value());
        CPPUNIT_ASSERT(dttot::fields::subjectTypeOfCode("eld-004") == SubjectType::entity);
    }

    void birthPlacesSplitAtTheirSeparators() {
        const Case cases[] = {
            {"Rawajati", "Rawajati"},
            {"Rawajati atau Bumiasri", "Rawajati|Bumiasri"},
            {"a) Lembang, Mesir b) Asri, Mesir", "Lembang, Mesir|Asri, Mesir"},
            {"Lembang, Mesir/Asri, Mesir", "Lembang, Mesir|Asri, Mesir"},
            {"Kab/Kota. Rawajati", "Kab/Kota. Rawajati"},
            {"Rawajati\n", "Rawajati"},
            {"Rawajati\nBumiasri;", "Rawajati|Bumiasri"},
            {"Rawajati, 14/07/1981", "Rawajati"},
            {"- Rawajati\n- Bumiasri", "Rawajati|Bumiasri"},
            {"-", ""},
            {"N/A", ""},
        };
        for (const Case& row : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.cell, std::string(row.expected), joined(dttot::fields::birthPlacesOf(row.cell, LineBreaks::typed))
            );
        }
    }

    void aWrappedBirthPlaceStaysOnePlace() {
        const auto places = dttot::fields::birthPlacesOf("Rawajati\nSelatan atau\nBumiasri", LineBreaks::wrapped);
        CPPUNIT_ASSERT_EQUAL(std::string("Rawajati Selatan|Bumiasri"), joined(places));
    }

    void nationalitiesBecomeCountryCodes() {
        const Case cases[] = {
            {"Indonesia", "ID"},
            {" INDONESIA; ", "ID"},
            {"WNI", "ID"},
            {"Afganistan,Pakistan", "AF|PK"},
            {"Afghanistan", "AF"},
            {"Jerman; Maroko", "DE|MA"},
            {"Indonesia atau Irak", "ID|IQ"},
            {"Republik  Arab Syria", "SY"},
            {"Philippina", "PH"},
            {"Trinidad and Tobaga;", "TT"},
            {"Rep. Dem. Kongo", "CD"},
            {"Bosnia dan Herzegovina", "BA"},
            {"Banglades", "BD"},
            {"Warga Negara Belanda", "NL"},
            {"Eritrea dan Sudan Selatan", "ER|SS"},
            {"Pantai Gading", "CI"},
            {"Selandia Baru", "NZ"},
            {"New Zealand", "NZ"},
            {"Turkmenistn", "TM"},
            {"Indonesia/Indonesia", "ID"},
            {"Arab\nSaudi", "SA"},
            {"ID; AF", "ID|AF"},
            {"ID/Pakistan", "ID|PK"},
            {"AS", "US"},
            {"-", ""},
            {"", ""},
        };
        for (const Case& row : cases) {
            dttot::Issues issues;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.cell, std::string(row.expected), joined(dttot::fields::nationalitiesOf(row.cell, issues))
            );
            CPPUNIT_ASSERT_MESSAGE(row.cell, issues.empty());
        }
    }

    void aWordThatIsNoCountryIsAnIssue() {
        dttot::Issues issues;
        CPPUNIT_ASSERT_EQUAL(
            std::string("MY"), joined(dttot::fields::nationalitiesOf("Malaysia, Asia Tenggara", issues))
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issues.size());
        CPPUNIT_ASSERT_EQUAL(std::string("nationality.unknown"), issues[0].code);
        CPPUNIT_ASSERT_EQUAL(std::string("asia tenggara"), issues[0].text);
    }

    void aFormerStateKeepsItsCodeAndIsAnIssue() {
        dttot::Issues issues;
        CPPUNIT_ASSERT_EQUAL(std::string("SU"), joined(dttot::fields::nationalitiesOf("Eks Uni Soviet", issues)));
        CPPUNIT_ASSERT_EQUAL(std::string("nationality.former_state"), issues.at(0).code);
    }

    void addressesSplitIntoTheItemsOfTheirList() {
        const Case cases[] = {
            {"Jl. Kecubung No. 7 RT. 01 RW .02;", "Jl. Kecubung No. 7 RT. 01 RW .02"},
            {"- Jl. Satu\n- Jl. Dua", "Jl. Satu|Jl. Dua"},
            {"a) Jl. Satu RT,002/003 b) Asri c) Jl. Tiga", "Jl. Satu RT,002/003|Asri|Jl. Tiga"},
            {"Kantor cabang 1: Asri, Mesir (1); Kantor cabang 2: Lembang;", "Asri, Mesir (1)|Lembang"},
            {"Jl. Satu; Jl. Dua", "Jl. Satu|Jl. Dua"},
            {"Jl. Satu Kec. Asri\nKab. Lembang", "Jl. Satu Kec. Asri Kab. Lembang"},
            {"Jl. Satu\nJl. Dua", "Jl. Satu|Jl. Dua"},
            {"1. Jl. Satu\n2. Jl. Dua", "Jl. Satu|Jl. Dua"},
            {"(1) Jl. Satu (2) Jl. Dua", "Jl. Satu|Jl. Dua"},
            {"(1) Jl. Satu", "(1) Jl. Satu"},
            {"-", ""},
            {"N/A", ""},
        };
        for (const Case& row : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.cell, std::string(row.expected), joined(dttot::fields::addressesOf(row.cell, LineBreaks::typed))
            );
        }
    }

    void aWrappedAddressStaysOneAddress() {
        const auto addresses =
            dttot::fields::addressesOf("Jl. Satu RT 1, Kec.\nAsri\nDs. Lembang", LineBreaks::wrapped);
        CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu RT 1, Kec. Asri Ds. Lembang"), joined(addresses));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FieldsTest);

} // namespace
