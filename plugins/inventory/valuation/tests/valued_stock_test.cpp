/// What stock is worth. Figures named by an id come from the published test suites of other systems.

#include "support.h"
#include "valuation/replay.h"

#include <tenon/error.h>

#include <random>

namespace inventory::test {

using tenon::Decimal;

namespace {

/// A product with short ways to write its movements.
struct Product {
    explicit Product(Costing costing, Decimal cost = {}, int digits = 2)
        : stock(costing, digits, {.quantity = {}, .value = {}, .cost = cost}) {}

    void in(std::string_view quantity, std::string_view cost) {
        stock.receiveAt(++receipts, number(quantity), number(cost));
    }

    Decimal out(std::string_view quantity) { return stock.issue(number(quantity)).value; }

    void require(std::string_view quantity, std::string_view value) const {
        requireEqual(quantity, stock.holding().quantity);
        requireEqual(value, stock.holding().value);
    }

    ValuedStock stock;
    std::int64_t receipts = 0;
};

tenon::Date day(unsigned number) { return tenon::Date(std::chrono::year(2026) / 3 / std::chrono::day(number)); }

PastMovement received(std::int64_t id, unsigned on, std::string_view quantity, std::string_view value) {
    return {id, day(on), Direction::In, number(quantity), number(value), {}, {}};
}

PastMovement issued(std::int64_t id, unsigned on, std::string_view quantity) {
    return {id, day(on), Direction::Out, number(quantity), {}, {}, {}};
}

Costing costings(int index) { return index == 0 ? Costing::Fixed : index == 1 ? Costing::Average : Costing::Fifo; }

} // namespace

class ValuedStockTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ValuedStockTest);
    CPPUNIT_TEST(stk_001);
    CPPUNIT_TEST(stk_002);
    CPPUNIT_TEST(stk_004);
    CPPUNIT_TEST(stk_006);
    CPPUNIT_TEST(stk_009);
    CPPUNIT_TEST(stk_014);
    CPPUNIT_TEST(stk_018);
    CPPUNIT_TEST(aFixedCostValuesBothWaysAndARevaluationTellsTheDifference);
    CPPUNIT_TEST(whatWasIssuedTooEarlyIsCorrectedByTheNextReceipt);
    CPPUNIT_TEST(aShortageIsCoveredInPartByASmallReceipt);
    CPPUNIT_TEST(whatIsNotThereLeavesAtTheNewestCost);
    CPPUNIT_TEST(aLongShortageIsCoveredReceiptByReceipt);
    CPPUNIT_TEST(returnsSumToWhatLeft);
    CPPUNIT_TEST(aReplayOfAReturnFollowsItsIssue);
    CPPUNIT_TEST(aReplayOfAReturnToTheSupplierTakesItsReceipt);
    CPPUNIT_TEST(aReplayOfWhatIsRightChangesNothing);
    CPPUNIT_TEST(tinyIssuesNeverTakeMoreThanThereIs);
    CPPUNIT_TEST(valueInIsValueOutAndLeftAfterAnySequence);
    CPPUNIT_TEST_SUITE_END();

public:
    void stk_001() {
        Product product(Costing::Average);
        product.in("10", "10");
        requireEqual("10", product.stock.holding().cost);
        product.in("10", "20");
        requireEqual("15", product.stock.holding().cost);
        requireEqual("225", product.out("15"));
        requireEqual("15", product.stock.holding().cost);
        product.require("5", "75");
    }

    void stk_002() {
        Product product(Costing::Fifo);
        product.in("10", "10");
        product.in("10", "20");
        requireEqual("200", product.out("15"));
        product.require("5", "100");
    }

    void stk_004() {
        Product product(Costing::Fifo);
        product.in("4", "10");
        requireEqual("10", product.stock.holding().cost);
        product.in("2", "25");
        requireEqual("15", product.stock.holding().cost);
        requireEqual("30", product.out("3"));
        requireEqual("20", product.stock.holding().cost);
        requireEqual("10", product.out("1"));
        requireEqual("25", product.out("1"));
        requireEqual("25", product.stock.holding().cost);
        product.require("1", "25");
    }

    void stk_006() {
        Product product(Costing::Fifo);
        product.in("10", "10");
        product.in("10", "20");
        requireEqual("20", product.out("2"));
        product.require("18", "280");
    }

    void stk_009() {
        Product a(Costing::Average);
        a.in("1", "1.00");
        a.in("1", "1.00");
        a.in("1", "1.01");
        a.require("3", "3.01");
        a.out("3");
        a.require("0", "0");

        Product b(Costing::Average);
        b.in("1", "1.02");
        b.in("1", "1.00");
        b.in("1", "1.00");
        b.require("3", "3.02");
        b.out("3");
        b.require("0", "0");

        Product c(Costing::Average);
        c.in("2", "4.63");
        c.in("5", "3.04");
        requireEqual("3.49", rounded(c.stock.holding().cost, 2));
        for (int i = 0; i < 70; ++i) {
            c.out("0.1");
        }
        c.require("0", "0");
    }

    void stk_014() {
        Product product(Costing::Fifo);
        product.in("1", "10");
        product.in("2", "20");
        product.in("1", "20");
        product.in("5", "20");
        requireEqual("70", product.out("4"));
        product.require("5", "100");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, product.stock.layers().size());
        requireEqual("5", product.stock.layers().front().quantity);
        requireEqual("100", product.stock.layers().front().value);
    }

    void stk_018() {
        const auto costWith = [](std::string_view second) {
            const std::vector<PastMovement> movements{
                received(1, 1, "1", "100"), issued(2, 2, "2"), received(3, 2, "2", second), received(4, 3, "3", "300")};
            return replayed(Costing::Average, 2, {}, movements).holding.cost;
        };
        requireEqual("105", costWith("240"));
        requireEqual("107.5", costWith("260"));
    }

    void aFixedCostValuesBothWaysAndARevaluationTellsTheDifference() {
        Product product(Costing::Fixed, number("8"));
        product.in("10", "9.50");
        product.require("10", "80");
        requireEqual("24", product.out("3"));
        requireEqual("7", product.stock.revalue(number("9")));
        product.require("7", "63");
        requireEqual("63", product.out("7"));
    }

    void whatWasIssuedTooEarlyIsCorrectedByTheNextReceipt() {
        for (const Costing costing : {Costing::Average, Costing::Fifo}) {
            Product product(costing);
            product.in("1", "100");
            requireEqual("200", product.out("2"));
            product.require("-1", "-100");
            const Valued receipt = product.stock.receiveAt(2, number("2"), number("120"));
            requireEqual("20", receipt.correction);
            product.require("1", "120");
            requireEqual("120", product.out("1"));
            product.require("0", "0");
        }
    }

    void aShortageIsCoveredInPartByASmallReceipt() {
        Product product(Costing::Average, number("7"));
        requireEqual("21", product.out("3"));
        const Valued receipt = product.stock.receiveAt(1, number("1"), number("10"));
        requireEqual("3", receipt.correction);
        product.require("-2", "-14");
    }

    void whatIsNotThereLeavesAtTheNewestCost() {
        Product product(Costing::Fifo);
        product.in("10", "10");
        product.in("10", "20");
        requireEqual("400", product.out("25"));
        product.require("-5", "-100");
        requireEqual("20", product.stock.holding().cost);
    }

    void aLongShortageIsCoveredReceiptByReceipt() {
        Product product(Costing::Fifo, number("8"));
        requireEqual("400", product.out("50"));
        requireEqual("280", product.stock.receiveAt(1, number("40"), number("15")).correction);
        product.require("-10", "-80");
        requireEqual("170", product.stock.receiveAt(2, number("20"), number("25")).correction);
        product.require("10", "250");
        requireEqual("250", product.out("10"));
    }

    void returnsSumToWhatLeft() {
        const Decimal value = number("10.00", 2);
        Decimal back(0, 2);
        for (int i = 0; i < 3; ++i) {
            back += valueOfReturn(value, number("3"), Decimal(i, 0), number("1"), 2);
        }
        requireEqual("10", back);
        requireEqual("3.33", valueOfReturn(value, number("3"), number("0"), number("1"), 2));
    }

    void aReplayOfAReturnFollowsItsIssue() {
        PastMovement back = received(3, 3, "1", "10");
        back.returnOf = 2;
        const Replayed result = replayed(Costing::Fifo, 2, {}, {received(1, 1, "2", "24"), issued(2, 2, "2"), back});
        requireEqual("12", result.holding.value);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, result.changes.size());
        requireEqual("24", result.changes.front().value);
        requireEqual("12", result.changes.back().value);
    }

    void aReplayOfAReturnToTheSupplierTakesItsReceipt() {
        const auto replay = [](std::string_view back) {
            PastMovement toSupplier = issued(3, 3, back);
            toSupplier.receipt = 2;
            return replayed(
                Costing::Fifo, 2, {}, {received(1, 1, "10", "110"), received(2, 2, "10", "200"), toSupplier}
            );
        };
        const Replayed part = replay("3");
        requireEqual("60", part.changes.front().value);
        requireEqual("250", part.holding.value);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, part.layers.size());
        requireEqual("140", part.layers.back().value);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, replay("10").layers.size());
        requireEqual("110", replay("10").holding.value);
        requireEqual("20", replay("19").holding.value); // More than that receipt brought: the oldest leave.
        requireEqual("0", replay("20").holding.value);
    }

    void aReplayOfWhatIsRightChangesNothing() {
        PastMovement out = issued(2, 1, "4");
        out.value = number("8");
        const Replayed result = replayed(Costing::Average, 2, {}, {received(1, 1, "10", "20"), out});
        CPPUNIT_ASSERT(result.changes.empty());
        requireEqual("12", result.holding.value);
    }

    void tinyIssuesNeverTakeMoreThanThereIs() {
        Product product(Costing::Average);
        product.in("1", "0.50");
        for (int i = 0; i < 100; ++i) {
            product.out("0.01");
            CPPUNIT_ASSERT(!isNegative(product.stock.holding().value));
        }
        product.require("0", "0");
    }

    void valueInIsValueOutAndLeftAfterAnySequence() {
        std::mt19937 random(20260311); // NOLINT(cert-msc51-cpp): the same sequences in every run
        for (int round = 0; round < 300; ++round) {
            Product product(costings(round % 3), Decimal(static_cast<std::int64_t>(random() % 100000), costScale));
            Decimal expected(0, 2);
            for (int i = 0; i < 40; ++i) {
                const Decimal quantity(static_cast<std::int64_t>(random() % 9'000'000 + 1), quantityScaleOfTest);
                const Decimal cost(static_cast<std::int64_t>(random() % 500'000), costScale);
                if (random() % 2 == 0) {
                    const Valued valued = product.stock.receiveAt(i, quantity, cost);
                    expected += valued.value - valued.correction;
                } else {
                    expected -= product.stock.issue(quantity).value;
                }
                requireEqual(expected.text(), product.stock.holding().value);
                requireWhole(product.stock, round % 3 == 2);
            }
        }
    }

private:
    static constexpr int quantityScaleOfTest = 6;

    static void requireWhole(const ValuedStock& stock, bool hasLayers) {
        const Holding& holding = stock.holding();
        if (isZero(holding.quantity)) {
            requireEqual("0", holding.value);
        }
        if (!hasLayers || isNegative(holding.quantity)) {
            return;
        }
        Decimal quantity(0, 6);
        Decimal value(0, 2);
        for (const Layer& layer : stock.layers()) {
            quantity += layer.quantity;
            value += layer.value;
        }
        requireEqual(holding.quantity.text(), quantity);
        requireEqual(holding.value.text(), value);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ValuedStockTest);

} // namespace inventory::test
