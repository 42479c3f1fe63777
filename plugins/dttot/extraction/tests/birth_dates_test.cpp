#include "extraction/fields/birth_dates.h"
#include "extraction/fields/described_dates.h"
#include "extraction/fields/hijri.h"
#include "extraction/fields/statements.h"
#include "extraction/tests/joined.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using dttot::tests::joined;

struct Case {
    const char* text;
    const char* expected;
};

class BirthDatesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BirthDatesTest);
    CPPUNIT_TEST(everySpellingOfADateIsRead);
    CPPUNIT_TEST(whatIsNoDateIsAnIssue);
    CPPUNIT_TEST(aDayThatDoesNotExistLosesItsDay);
    CPPUNIT_TEST(anIslamicYearIsAGregorianOneWhateverItsMonth);
    CPPUNIT_TEST(dayNumbersFollowTheWorkbooksCalendar);
    CPPUNIT_TEST(anIslamicDateIsWithinADayOfItsGregorianOne);
    CPPUNIT_TEST(aDescriptionTellsBirthDatesByTheirLabel);
    CPPUNIT_TEST_SUITE_END();

public:
    void everySpellingOfADateIsRead() {
        const Case cases[] = {
            {"14/07/1981", "1981-07-14"},
            {"14-07-1981", "1981-07-14"},
            {"14.07.1981", "1981-07-14"},
            {"28 /10/1994", "1994-10-28"},
            {"1981-07-14", "1981-07-14"},
            {"19810714", "1981-07-14"},
            {"1988-08-17 00:00:00", "1988-08-17"},
            {"9 Oktober 1973;", "1973-10-09"},
            {"4 Januari1973", "1973-01-04"},
            {"6 DESEMBER 1958", "1958-12-06"},
            {"14 Agt 1993", "1993-08-14"},
            {"20 Nop 1968", "1968-11-20"},
            {"13 Dec. 1965", "1965-12-13"},
            {"July 14, 1981", "1981-07-14"},
            {"Juli 1981", "1981-07"},
            {"07/1981", "1981-07"},
            {"14/07/81", "1981-07-14"},
            {"1985", "1985"},
            {"tahun 1985", "1985"},
            {"00/00/1968", "1968"},
            {"00/08/1982", "1982-08"},
            {"00/00/0000", ""},
            {"00/00/1954-1955", "1954/1955"},
            {"1954-1955", "1954/1955"},
            {"1954 s/d 1955", "1954/1955"},
            {"Antara tahun 1953 dan 1958", "1953/1958"},
            {"sekitar 1958", "1958~"},
            {"Sekira tahun 1958", "1958~"},
            {"Perkiraan 1958", "1958~"},
            {"1958 (perkiraan)", "1958~"},
            {"~1958", "1958~"},
            {"1958 (perkiraan), 1958 (perkiraan)", "1958~"},
            {"setelah 1958 (perkiraan)", "1958~/.."},
            {"1970-an", "1970/1979"},
            {"1400-an", "1980/1989"},
            {"antara 0000 dan 1970", "1970"},
            {"antara 1970 dan 1965", "1965/1970"},
            {"antara Juli 1965 dan 1965", "1965/1965-07"},
            {"1490-1510", "2067|1510"},
            {"4 Januari1973/4 November 1974/4 November 1973", "1973-01-04|1974-11-04|1973-11-04"},
            {"20/02/1973 20/02/1980", "1973-02-20|1980-02-20"},
            {"12/03/1980 atau 12/03/1981", "1980-03-12|1981-03-12"},
            {"17/08/1943/1944", "1943-08-17|1944-08-17"},
            {"05/03/1957\n09/09/1959", "1957-03-05|1959-09-09"},
            {"1. 12/04/1970\n2. 13/05/1972", "1970-04-12|1972-05-13"},
            {"a) 12 April 1970 b) 1972", "1970-04-12|1972"},
            {"2 November 1966 dan 16 Desember 1964", "1966-11-02|1964-12-16"},
            {"24/06/1402 (kalender Hijriah)", "1982-04-19"},
            {"04/25/1980", "1980-04-25"},
            {"34946", "1995-09-04"},
            {"1981-02", "1981-02"},
            {"1958~", "1958~"},
            {"1958~; 1961", "1958~|1961"},
            {"1958/1961; 1981-02; 1981-07-14", "1958/1961|1981-02|1981-07-14"},
            {"1965-07/1965; 1965~/1965-07", "1965-07/1965|1965~/1965-07"},
            {"1970/1965", "1970|1965"},
            {"../1958; 1961/..", "../1958|1961/.."},
            {"1981-02 atau 1982", "1981-02|1982"},
            {"-", ""},
            {"N/A", ""},
            {"tidak diketahui", ""},
            {"", ""},
        };
        for (const Case& row : cases) {
            dttot::Issues issues;
            const auto dates = dttot::fields::birthDatesOf(row.text, 0, "birth_dates", issues);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(row.text, std::string(row.expected), joined(dates));
            CPPUNIT_ASSERT_MESSAGE(row.text, issues.empty());
        }
    }

    void whatIsNoDateIsAnIssue() {
        dttot::Issues issues;
        CPPUNIT_ASSERT_EQUAL(
            std::string("1970-04-12"),
            joined(dttot::fields::birthDatesOf("12/04/1970 Rawajati", 0, "birth_dates", issues))
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issues.size());
        CPPUNIT_ASSERT_EQUAL(std::string("birth_date.unread"), issues[0].code);
        CPPUNIT_ASSERT_EQUAL(std::string("birth_dates"), issues[0].field);
    }

    void aDayThatDoesNotExistLosesItsDay() {
        dttot::Issues issues;
        CPPUNIT_ASSERT_EQUAL(
            std::string("1980-02"), joined(dttot::fields::birthDatesOf("31/02/1980", 0, "birth_dates", issues))
        );
        CPPUNIT_ASSERT_EQUAL(std::string("birth_date.impossible"), issues.at(0).code);
        CPPUNIT_ASSERT_EQUAL(
            std::string("1979"), joined(dttot::fields::birthDatesOf("98 Safar 1400", 0, "birth_dates", issues))
        );
        CPPUNIT_ASSERT_EQUAL(std::string("birth_date.impossible"), issues.at(1).code);
    }

    void anIslamicYearIsAGregorianOneWhateverItsMonth() {
        for (const char* text : {"1402", "00/00/1402", "1402-81-0", "40/13/1402", "1402-13-40"}) {
            dttot::Issues issues;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                text, std::string("1982"), joined(dttot::fields::birthDatesOf(text, 0, "birth_dates", issues))
            );
        }
    }

    void dayNumbersFollowTheWorkbooksCalendar() {
        dttot::Issues issues;
        CPPUNIT_ASSERT_EQUAL(std::string("1988-08-17"), joined(dttot::fields::birthDatesOf("32372", 0, "d", issues)));
        CPPUNIT_ASSERT_EQUAL(
            std::string("1988-08-17"), joined(dttot::fields::birthDatesOf("30910", 1462, "d", issues))
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("1988-08-17"), joined(dttot::fields::birthDatesOf("32371.99986", 0, "d", issues))
        );
    }

    void anIslamicDateIsWithinADayOfItsGregorianOne() {
        const auto newYear1400 = dttot::fields::gregorianOf({1400, 1, 1});
        CPPUNIT_ASSERT_EQUAL(1979, newYear1400.year);
        CPPUNIT_ASSERT_EQUAL(11, newYear1400.month);
        CPPUNIT_ASSERT(newYear1400.day >= 20 && newYear1400.day <= 22);
    }

    void aDescriptionTellsBirthDatesByTheirLabel() {
        const Case cases[] = {
            {"DOB: sekitar 1975", "1975~"},
            {"- tanggal lahir 1967", "1967"},
            {"DOB: antara 1965 dan 1969", "1965/1969"},
            {"tanggal lahir lainnya: 12 April 1970", "1970-04-12"},
            {"Tambahan tanggal lahir 17/08/1944", "1944-08-17"},
            {"lahir di Rawajati, 14 Juli 1981", "1981-07-14"},
            {"Tergabung. Tanggal lahir 1951. NIK: 9902081906517356.", "1951"},
            {"TTL: Rawajati/14-07-1981", "1981-07-14"},
            {"istri an. Asih lahir 12/04/1970", ""},
            {"No. Paspor : Y1234567 (dikeluarkan tanggal 8 Mei 2001)", ""},
            {"didirikan pada tahun 1998", ""},
            {"status terpidana", ""},
        };
        for (const Case& row : cases) {
            dttot::Issues issues;
            const auto statements = dttot::fields::statementsOf(row.text, dttot::tables::LineBreaks::typed);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                row.text, std::string(row.expected), joined(dttot::fields::describedBirthDatesOf(statements, issues))
            );
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(BirthDatesTest);

} // namespace
