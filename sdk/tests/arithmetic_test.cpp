#include <tenon/arithmetic.h>
#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <limits>
#include <stdexcept>

namespace {

using tenon::Decimal;

Decimal decimal(std::string_view text, int scale) { return Decimal::parse(text, scale).value(); }

void requireText(std::string_view expected, Decimal actual) {
    CPPUNIT_ASSERT_EQUAL(std::string(expected), actual.text());
}

class ArithmeticTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ArithmeticTest);
    CPPUNIT_TEST(halvesAreRoundedAwayFromZero);
    CPPUNIT_TEST(sumsHaveTheGreaterScale);
    CPPUNIT_TEST(productsAndQuotientsAreRoundedOnce);
    CPPUNIT_TEST(whatDoesNotFitIsRefused);
    CPPUNIT_TEST(valuesAreComparedWhateverTheirScale);
    CPPUNIT_TEST(onlyZerosAreTrimmed);
    CPPUNIT_TEST(sharesSumToTheWhole);
    CPPUNIT_TEST_SUITE_END();

public:
    void halvesAreRoundedAwayFromZero() {
        requireText("0.13", rounded(decimal("0.125", 3), 2));
        requireText("-0.13", rounded(decimal("-0.125", 3), 2));
        requireText("0.12", rounded(decimal("0.12499", 5), 2));
        requireText("12.300", rounded(decimal("12.3", 1), 3));
        requireText("1", rounded(decimal("0.5", 1), 0));
    }

    void sumsHaveTheGreaterScale() {
        requireText("1.505", decimal("1.5", 1) + decimal("0.005", 3));
        requireText("-0.3", decimal("0.1", 1) - decimal("0.4", 1));
        requireText("-5", -decimal("5", 0));
    }

    void productsAndQuotientsAreRoundedOnce() {
        requireText("6.67", product(decimal("3.333", 3), decimal("2", 0), 2));
        requireText("33.33", quotient(decimal("100", 0), decimal("3", 0), 2));
        requireText("-66.67", quotient(decimal("200", 0), decimal("-3", 0), 2));
        requireText("230.00", quotient(decimal("460.00", 2), decimal("2", 12), 2));
        CPPUNIT_ASSERT_THROW((void)quotient(decimal("1", 0), decimal("0", 0), 2), std::domain_error);
    }

    void whatDoesNotFitIsRefused() {
        const Decimal greatest(std::numeric_limits<std::int64_t>::max(), 2);
        const Decimal least(std::numeric_limits<std::int64_t>::min(), 2);
        CPPUNIT_ASSERT_THROW((void)(greatest + decimal("0.01", 2)), tenon::Invalid);
        CPPUNIT_ASSERT_THROW((void)(-least), tenon::Invalid);
        CPPUNIT_ASSERT_THROW((void)product(greatest, greatest, 2), tenon::Invalid);
        CPPUNIT_ASSERT_THROW((void)rounded(greatest, 3), tenon::Invalid);
        CPPUNIT_ASSERT_EQUAL(greatest.text(), product(greatest, decimal("1", 0), 2).text());
    }

    void valuesAreComparedWhateverTheirScale() {
        CPPUNIT_ASSERT(compare(decimal("1", 0), decimal("1.000", 3)) == std::strong_ordering::equal);
        CPPUNIT_ASSERT(compare(decimal("0.99", 2), decimal("1", 0)) < 0);
        CPPUNIT_ASSERT(compare(Decimal(std::numeric_limits<std::int64_t>::max(), 0), decimal("1", 18)) > 0);
    }

    void onlyZerosAreTrimmed() {
        requireText("1.23", trimmed(decimal("1.2300", 4), 2));
        requireText("1.2345", trimmed(decimal("1.2345", 4), 2));
        requireText("1.00", trimmed(decimal("1", 0), 2));
    }

    void sharesSumToTheWhole() {
        const auto parts = [](std::string_view whole, std::vector<Decimal> weights) {
            std::string text;
            for (const Decimal part : tenon::shares(decimal(whole, 2), weights)) {
                text.append(text.empty() ? "" : " ").append(part.text());
            }
            return text;
        };
        const Decimal one(1, 0);
        const Decimal none(0, 0);
        CPPUNIT_ASSERT_EQUAL(std::string("33.33 33.33 33.34"), parts("100.00", {one, one, one}));
        CPPUNIT_ASSERT_EQUAL(std::string("-3.33 -3.33 -3.34"), parts("-10.00", {one, one, one}));
        CPPUNIT_ASSERT_EQUAL(std::string("0.01 0.00 0.00"), parts("0.01", {one, none, none}));
        CPPUNIT_ASSERT_EQUAL(std::string("0.00 7.00"), parts("7.00", {none, none}));
        CPPUNIT_ASSERT_EQUAL(std::string("2.50 7.50"), parts("10.00", {decimal("0.25", 2), decimal("0.750", 3)}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ArithmeticTest);

} // namespace
