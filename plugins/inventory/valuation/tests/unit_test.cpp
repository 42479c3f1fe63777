/// Units of measure and reservations, without a database.

#include "support.h"
#include "valuation/reservation.h"
#include "valuation/unit.h"

#include <tenon/error.h>

#include <functional>

namespace inventory::test {

namespace {

const Unit piece{1, number("1"), 0};
const Unit dozen{1, number("12"), 0};
const Unit hundredths{1, number("12"), 2};
const Unit gram{2, tenon::Decimal(1'000'000'000, factorScale), 0};
const Unit kilogram{2, number("1"), 3};

std::string codeOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const tenon::Error& error) {
        return error.code();
    }
    return {};
}

} // namespace

class UnitTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(UnitTest);
    CPPUNIT_TEST(aUnitIsConvertedByFactors);
    CPPUNIT_TEST(aResultIsRoundedToTheDigitsOfItsUnit);
    CPPUNIT_TEST(aRoundTripOfWholePiecesKeepsThem);
    CPPUNIT_TEST(whatRoundingWouldLoseIsNotMoved);
    CPPUNIT_TEST(unitsOfDifferentCategoriesDoNotMix);
    CPPUNIT_TEST(stk_015);
    CPPUNIT_TEST_SUITE_END();

public:
    void aUnitIsConvertedByFactors() {
        requireEqual("36", converted(number("3"), dozen, piece));
        requireEqual("1.25", converted(number("1250"), gram, kilogram));
        requireEqual("1250", movedQuantity(number("1.25"), kilogram, gram));
    }

    void aResultIsRoundedToTheDigitsOfItsUnit() {
        requireEqual("0.08", converted(number("1"), piece, hundredths));
        requireEqual("1", converted(number("6"), piece, dozen));
        requireEqual("0", converted(number("5"), piece, dozen));
        requireEqual("-1", converted(number("-6"), piece, dozen));
    }

    void aRoundTripOfWholePiecesKeepsThem() {
        for (int pieces = 1; pieces <= 1000; ++pieces) {
            const tenon::Decimal moved = movedQuantity(tenon::Decimal(pieces, 0), piece, hundredths);
            requireEqual(std::to_string(pieces), converted(moved, hundredths, piece));
        }
    }

    void whatRoundingWouldLoseIsNotMoved() {
        const auto moving = [](std::string_view quantity, const Unit& from, const Unit& to) {
            return codeOf([&] { static_cast<void>(movedQuantity(number(quantity), from, to)); });
        };
        CPPUNIT_ASSERT_EQUAL(std::string("AMOUNT_PRECISION"), moving("5", piece, dozen));
        CPPUNIT_ASSERT_EQUAL(std::string("AMOUNT_PRECISION"), moving("0.5", piece, piece));
        CPPUNIT_ASSERT_EQUAL(std::string(), moving("24", piece, dozen));
    }

    void unitsOfDifferentCategoriesDoNotMix() {
        CPPUNIT_ASSERT_EQUAL(std::string("UOM_CATEGORY"), codeOf([] {
                                 static_cast<void>(converted(number("1"), gram, piece));
                             }));
    }

    void stk_015() {
        const auto given = [](std::string_view available, std::initializer_list<std::string_view> wanted) {
            std::vector<tenon::Decimal> requests;
            for (const std::string_view request : wanted) {
                requests.push_back(number(request));
            }
            return reserved(number(available), requests);
        };
        requireEqual("2", given("10", {"2"}).at(0));
        requireEqual("5", given("5", {"10"}).at(0));
        requireEqual("0", given("0", {"3"}).at(0));
        const auto exact = given("6.8", {"2.1", "1.7", "1.2", "1.8"});
        requireEqual("2.1", exact.at(0));
        requireEqual("1.8", exact.at(3));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(UnitTest);

} // namespace inventory::test
