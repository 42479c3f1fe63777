#include <tenon/decimal.h>

#include <cppunit/extensions/HelperMacros.h>

#include <limits>

namespace {

using tenon::Decimal;

std::string parsed(std::string_view text, int scale) {
    const auto decimal = Decimal::parse(text, scale);
    return decimal ? std::to_string(decimal->unscaled()) : "nothing";
}

class DecimalTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DecimalTest);
    CPPUNIT_TEST(missingDecimalsAreZero);
    CPPUNIT_TEST(moreDecimalsThanTheScaleAreNeverRoundedAway);
    CPPUNIT_TEST(onlyPlainNumbersAreRead);
    CPPUNIT_TEST(theWholeRangeOfTheIntegerIsUsed);
    CPPUNIT_TEST(aScaleOutsideOfItsRangeReadsNothing);
    CPPUNIT_TEST(theTextHasAllDecimals);
    CPPUNIT_TEST(textAndNumberAreEachOthersInverse);
    CPPUNIT_TEST_SUITE_END();

public:
    void missingDecimalsAreZero() {
        CPPUNIT_ASSERT_EQUAL(std::string("1230"), parsed("12.3", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("-1200"), parsed("-12", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("0"), parsed("-0", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("7"), parsed("007", 0));
    }

    void moreDecimalsThanTheScaleAreNeverRoundedAway() {
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("12.345", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("12.300", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("1.0", 0));
    }

    void onlyPlainNumbersAreRead() {
        for (const char* text :
             {"", "-", ".", ".5", "5.", "+1", "1e3", " 1", "1 ", "1,5", "0x1", "1.2.3", "--1", "1.-2"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::string("nothing"), parsed(text, 4));
        }
    }

    void theWholeRangeOfTheIntegerIsUsed() {
        CPPUNIT_ASSERT_EQUAL(std::string("9223372036854775807"), parsed("92233720368547758.07", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("-9223372036854775808"), parsed("-92233720368547758.08", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("92233720368547758.08", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("-92233720368547758.09", 2));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("10", 18));
    }

    void aScaleOutsideOfItsRangeReadsNothing() {
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("0", 19));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), parsed("0", -1));
    }

    void theTextHasAllDecimals() {
        CPPUNIT_ASSERT_EQUAL(std::string("12.30"), Decimal(1230, 2).text());
        CPPUNIT_ASSERT_EQUAL(std::string("0.05"), Decimal(5, 2).text());
        CPPUNIT_ASSERT_EQUAL(std::string("-0.05"), Decimal(-5, 2).text());
        CPPUNIT_ASSERT_EQUAL(std::string("0.00"), Decimal(0, 2).text());
        CPPUNIT_ASSERT_EQUAL(std::string("-7"), Decimal(-7, 0).text());
        CPPUNIT_ASSERT_EQUAL(
            std::string("-9.223372036854775808"), Decimal(std::numeric_limits<std::int64_t>::min(), 18).text()
        );
    }

    void textAndNumberAreEachOthersInverse() {
        for (const std::int64_t unscaled :
             {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100}, INT64_MAX, INT64_MIN}) {
            for (const int scale : {0, 1, 2, 8, 18}) {
                const Decimal decimal(unscaled, scale);
                CPPUNIT_ASSERT(Decimal::parse(decimal.text(), scale) == decimal);
            }
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DecimalTest);

} // namespace
