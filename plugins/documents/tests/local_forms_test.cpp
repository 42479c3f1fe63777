/// How people write numbers and days, and what headers call columns.

#include "imports/folded.h"
#include "imports/local_day.h"
#include "imports/local_number.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace documents::test {

namespace {

std::string number(std::string_view text, DecimalMark mark = DecimalMark::Unknown) {
    const auto read = readNumber(text, mark);
    const auto* plain = std::get_if<std::string>(&read);
    return plain != nullptr ? *plain : std::get<NumberFault>(read) == NumberFault::Ambiguous ? "ambiguous" : "none";
}

std::string day(std::string_view text, DayOrder order = DayOrder::Unknown) {
    const auto read = readDay(text, order);
    const auto* plain = std::get_if<std::string>(&read);
    return plain != nullptr ? *plain : std::get<DayFault>(read) == DayFault::Ambiguous ? "ambiguous" : "none";
}

struct Row {
    std::string_view written;
    std::string_view expected;
};

} // namespace

class LocalFormsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LocalFormsTest);
    CPPUNIT_TEST(aNumberTellsItsMarksByItself);
    CPPUNIT_TEST(aThousandOrAFractionIsRefused);
    CPPUNIT_TEST(theMarkThatIsToldDecides);
    CPPUNIT_TEST(otherScriptsHaveNumbersToo);
    CPPUNIT_TEST(whatIsNoNumberIsNone);
    CPPUNIT_TEST(aCellsNumberHasFifteenDigits);
    CPPUNIT_TEST(aDayTellsItsOrderByItself);
    CPPUNIT_TEST(theOrderThatIsToldDecides);
    CPPUNIT_TEST(whatIsNoDayIsNone);
    CPPUNIT_TEST(aTitleIsTheSameHoweverItIsWritten);
    CPPUNIT_TEST_SUITE_END();

    static void requireNumbers(std::initializer_list<Row> rows, DecimalMark mark = DecimalMark::Unknown) {
        for (const Row& row : rows) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(row.written), std::string(row.expected), number(row.written, mark)
            );
        }
    }

    static void requireDays(std::initializer_list<Row> rows, DayOrder order = DayOrder::Unknown) {
        for (const Row& row : rows) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(row.written), std::string(row.expected), day(row.written, order));
        }
    }

public:
    void aNumberTellsItsMarksByItself() {
        requireNumbers({
            {"12", "12"},
            {"1.234,56", "1234.56"},
            {"1,234.56", "1234.56"},
            {"1.234.567", "1234567"},
            {"1,234,567", "1234567"},
            {"1.234.567,8", "1234567.8"},
            {"12,5", "12.5"},
            {"12.5", "12.5"},
            {"0.125", "0.125"},
            {"0,125", "0.125"},
            {",5", "0.5"},
            {"1234.125", "1234.125"},
            {"12.3456", "12.3456"},
            {"1 234,567", "1234.567"},
            {"1'234.50", "1234.50"},
            {"-1.234,56", "-1234.56"},
            {"1.234,56-", "-1234.56"},
            {"(1,234.56)", "-1234.56"},
            {" +7 ", "7"},
        });
    }

    void aThousandOrAFractionIsRefused() {
        requireNumbers(
            {{"1.234", "ambiguous"}, {"1,234", "ambiguous"}, {"-12.500", "ambiguous"}, {"100,000", "ambiguous"}}
        );
    }

    void theMarkThatIsToldDecides() {
        requireNumbers(
            {{"1.234", "1234"}, {"1,234", "1.234"}, {"1.234,5", "1234.5"}, {"1,234.5", "none"}, {"12.5", "none"}},
            DecimalMark::Comma
        );
        requireNumbers(
            {{"1.234", "1.234"}, {"1,234", "1234"}, {"1,234.5", "1234.5"}, {"1.234,5", "none"}, {"12,5", "none"}},
            DecimalMark::Point
        );
    }

    void otherScriptsHaveNumbersToo() {
        requireNumbers({
            {"١٢٣٤", "1234"},
            {"١٬٢٣٤٫٥٦", "1234.56"},
            {"١٬٢٣٤", "1234"},
            {"١٫٢٣٤", "1.234"},
            {"۱۲٫۵", "12.5"},
            {"\u200F-٥", "-5"},
            {"1\u00A0234,5", "1234.5"},
            {"\u22127", "-7"},
        });
    }

    void whatIsNoNumberIsNone() {
        requireNumbers({
            {"", "none"},
            {"-", "none"},
            {".", "none"},
            {"Rp 1000", "none"},
            {"1e5", "none"},
            {"12%", "none"},
            {"--5", "none"},
            {"-5-", "none"},
            {"1.23.456", "none"},
            {"1,23.4,5", "none"},
            {"12 34", "none"},
            {"1..2", "none"},
            {"٣x", "none"},
        });
    }

    void aCellsNumberHasFifteenDigits() {
        CPPUNIT_ASSERT_EQUAL(std::string("0.3"), cellNumber("0.30000000000000004").value());
        CPPUNIT_ASSERT_EQUAL(std::string("1234.56"), cellNumber("1234.5599999999999").value());
        CPPUNIT_ASSERT_EQUAL(std::string("100000"), cellNumber("1e5").value());
        CPPUNIT_ASSERT_EQUAL(std::string("-0.00001"), cellNumber("-1e-05").value());
        CPPUNIT_ASSERT(!cellNumber("1e999"));
        CPPUNIT_ASSERT(!cellNumber("abc"));
        CPPUNIT_ASSERT(!cellNumber("nan"));
    }

    void aDayTellsItsOrderByItself() {
        requireDays({
            {"2026-03-04", "2026-03-04"},
            {"2026/3/4", "2026-03-04"},
            {"31/12/2026", "2026-12-31"},
            {"12/31/2026", "2026-12-31"},
            {"04.03.2026", "2026-03-04"},
            {"5/5/2026", "2026-05-05"},
            {"٣١/١٢/٢٠٢٦", "2026-12-31"},
            {"2026-03-04 00:00:00", "2026-03-04"},
            {"03/04/2026", "ambiguous"},
            {"3-4-2026", "ambiguous"},
        });
    }

    void theOrderThatIsToldDecides() {
        requireDays(
            {{"03/04/2026", "2026-04-03"}, {"12/31/2026", "none"}, {"04.03.2026", "2026-03-04"}}, DayOrder::DayFirst
        );
        requireDays(
            {{"03/04/2026", "2026-03-04"}, {"31/12/2026", "none"}, {"04.03.2026", "2026-03-04"}}, DayOrder::MonthFirst
        );
    }

    void whatIsNoDayIsNone() {
        requireDays({
            {"", "none"},
            {"2026", "none"},
            {"30/02/2026", "none"},
            {"2026-13-01", "none"},
            {"13/13/2026", "none"},
            {"1/2/26", "none"},
            {"2026-03/04", "none"},
            {"2026-03-04-05", "none"},
            {"4 March 2026", "none"},
            {"99999999999-1-1", "none"},
        });
    }

    void aTitleIsTheSameHoweverItIsWritten() {
        CPPUNIT_ASSERT_EQUAL(folded("tax_id"), folded(" Tax-ID: "));
        CPPUNIT_ASSERT_EQUAL(folded("الاسم الأول"), folded("الإسم  الاول"));
        CPPUNIT_ASSERT_EQUAL(folded("الفئة"), folded("الفئه"));
        CPPUNIT_ASSERT_EQUAL(folded("مُورِّد"), folded("مورد"));
        CPPUNIT_ASSERT_EQUAL(folded("E-mail"), folded("ＥＭＡＩＬ"));
        CPPUNIT_ASSERT(folded("Debit") != folded("Credit"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LocalFormsTest);

} // namespace documents::test
