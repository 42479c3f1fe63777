#include "extraction/fields/identities.h"
#include "extraction/fields/statements.h"
#include "extraction/tests/joined.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using dttot::Record;
using dttot::tables::LineBreaks;
using dttot::tests::joined;

Record read(const char* description, LineBreaks lineBreaks = LineBreaks::typed) {
    Record record;
    record.name = "Bima Sakalang";
    record.aliases = {"Abu Fida"};
    dttot::fields::addIdentities(record, dttot::fields::statementsOf(description, lineBreaks));
    return record;
}

struct Case {
    const char* description;
    const char* expected;
};

class IdentitiesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(IdentitiesTest);
    CPPUNIT_TEST(aNikIsToldByItsLabel);
    CPPUNIT_TEST(aNumberThatIsNoNikIsKeptAsWrittenAndFlagged);
    CPPUNIT_TEST(theNikOfARelativeIsNotTheSubjects);
    CPPUNIT_TEST(aFamilyCardIsNoNik);
    CPPUNIT_TEST(passportsAreReadInEverySpelling);
    CPPUNIT_TEST(otherNumbersAreNoPassports);
    CPPUNIT_TEST(taxAndTelephoneNumbersAreRead);
    CPPUNIT_TEST(aNumberWithoutLabelIsTakenForANikAndFlagged);
    CPPUNIT_TEST(aNumberWrappedOverTwoLinesIsOneNumber);
    CPPUNIT_TEST(statementsEndAtBulletsSemicolonsAndSentences);
    CPPUNIT_TEST_SUITE_END();

public:
    void aNikIsToldByItsLabel() {
        const Case cases[] = {
            {"- NIK 9912041407810003", "9912041407810003"},
            {"No. KTP : 99.1204.140781.0003", "9912041407810003"},
            {"NIK nomor: 9912 0414 0781 0003", "9912041407810003"},
            {"NIK dengan nomor 9912041407810003.", "9912041407810003"},
            {"KTP 9912041407810003 atas nama Bima S.", "9912041407810003"},
            {"NIK 9912041407810003 atas nama Abu Fida", "9912041407810003"},
            {"'- NIK: 9912041407810003\n'- KTP 9912041407810004", "9912041407810003|9912041407810004"},
            {"Nama ibu: Asih. NIK: 9912041407810003. Pekerjaan: Guru.", "9912041407810003"},
            {"NIK 9912041407810003no9912041407810004", "9912041407810003|9912041407810004"},
        };
        for (const Case& row : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.description, std::string(row.expected), joined(read(row.description).nik));
        }
    }

    void aNumberThatIsNoNikIsKeptAsWrittenAndFlagged() {
        for (const char* number :
             {"991204140781000",
              "99120414078100031",
              "99120U1407810003",
              "99120UO407810003",
              "99120\u00C71407810003",
              "99120\u1ED8U407810003"}) {
            const Record record = read((std::string("NIK ") + number + ";").c_str());
            CPPUNIT_ASSERT_EQUAL(std::string(number), joined(record.nikMalformed));
            CPPUNIT_ASSERT(record.nik.empty());
            CPPUNIT_ASSERT_EQUAL(std::string("nik.malformed"), record.issues.at(0).code);
        }
    }

    void theNikOfARelativeIsNotTheSubjects() {
        for (const char* text :
             {"istri an. Asih Lestari dengan NIK 9912041407810003", "NIK 9912041407810003 atas nama Rudi Tarjo"}) {
            const Record record = read(text);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::string("9912041407810003"), joined(record.relatedNik));
            CPPUNIT_ASSERT_MESSAGE(text, record.nik.empty());
        }
    }

    void aFamilyCardIsNoNik() {
        const Record record = read("tergabung dalam Kartu Keluarga No. 9912041407810003; KK: 9912041407810004");
        CPPUNIT_ASSERT_EQUAL(std::string("9912041407810003|9912041407810004"), joined(record.kk));
        CPPUNIT_ASSERT(record.nik.empty());
    }

    void passportsAreReadInEverySpelling() {
        const Case cases[] = {
            {"paspor nomor: Y1234567", "Y1234567"},
            {"Nomor pasport ZZ7654321 (dikeluarkan tanggal 2 Maret 2004)", "ZZ7654321"},
            {"passport Y 1234567", "Y1234567"},
            {"No. Paspor : ZY 9916150", "ZY9916150"},
            {"Paspor Mesir nomor 1317205", "1317205"},
            {"Paspor A1234567 dan B7654321", "A1234567|B7654321"},
            {"pasphort no y1234567", "Y1234567"},
        };
        for (const Case& row : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.description, std::string(row.expected), joined(read(row.description).passports)
            );
        }
    }

    void otherNumbersAreNoPassports() {
        const Record record =
            read("Telp: 08001234567; NPWP: 99.755.457.5-440.000; QDi.9012; Akta pendirian nomor 1234567");
        CPPUNIT_ASSERT(record.passports.empty());
        CPPUNIT_ASSERT(record.nik.empty());
    }

    void taxAndTelephoneNumbersAreRead() {
        const Record record = read("- NPWP: 99.755.457.5-440.000\n- Telp: 0800-123 4567\n- HP +62 800 1234567");
        CPPUNIT_ASSERT_EQUAL(std::string("99.755.457.5-440.000"), joined(record.npwp));
        CPPUNIT_ASSERT_EQUAL(std::string("08001234567|+628001234567"), joined(record.phones));
    }

    void aNumberWithoutLabelIsTakenForANikAndFlagged() {
        const Record record = read("9912041407810003");
        CPPUNIT_ASSERT_EQUAL(std::string("9912041407810003"), joined(record.nik));
        CPPUNIT_ASSERT_EQUAL(std::string("nik.unlabelled"), record.issues.at(0).code);
    }

    void aNumberWrappedOverTwoLinesIsOneNumber() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("9912041407810003"), joined(read("NIK 99120414078\n10003", LineBreaks::wrapped).nik)
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("9912041407810003"), joined(read("KTP\n9912041407810003", LineBreaks::wrapped).nik)
        );
    }

    void statementsEndAtBulletsSemicolonsAndSentences() {
        const auto statements =
            dttot::fields::statementsOf("1. No. KTP 12\n2. a; b\nsambungan. Baru an. X", LineBreaks::typed);
        CPPUNIT_ASSERT_EQUAL(std::string("No. KTP 12|a|b sambungan|Baru an. X"), joined(statements));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(IdentitiesTest);

} // namespace
