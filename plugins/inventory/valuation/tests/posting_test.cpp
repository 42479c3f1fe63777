/// What movements of goods post in the books.

#include "support.h"
#include "valuation/posting.h"

namespace inventory::test {

namespace {

Valued worth(std::string_view value, std::string_view correction = "0") {
    return {.value = number(value, 2), .correction = number(correction, 2)};
}

void requireAmounts(
    const std::vector<LedgerAmount>& amounts,
    std::initializer_list<std::pair<std::string_view, std::string_view>> wanted
) {
    std::string got;
    std::string expected;
    tenon::Decimal sum;
    for (const LedgerAmount& amount : amounts) {
        got.append(amount.purpose).append(" ").append(amount.balance.text()).append("; ");
        sum += amount.balance;
    }
    for (const auto& [purpose, balance] : wanted) {
        expected.append(purpose).append(" ").append(balance).append("; ");
    }
    CPPUNIT_ASSERT_EQUAL(expected, got);
    requireEqual("0", sum);
}

} // namespace

class PostingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PostingTest);
    CPPUNIT_TEST(continentalStockMovesWithTheGoods);
    CPPUNIT_TEST(angloSaxonCostWaitsForTheInvoice);
    CPPUNIT_TEST(aFixedCostLeavesAVariance);
    CPPUNIT_TEST(countsAreGainsAndLosses);
    CPPUNIT_TEST(whatWasIssuedTooCheapBecomesCostOfSales);
    CPPUNIT_TEST(anotherPriceIsSharedByStockAndSales);
    CPPUNIT_TEST(anotherFixedCostIsAGainOrALoss);
    CPPUNIT_TEST_SUITE_END();

public:
    void continentalStockMovesWithTheGoods() {
        const auto posted = [](StockEvent event) {
            return amountsOf(event, CostRecognition::AtDelivery, worth("50.00"), number("50.00", 2));
        };
        requireAmounts(posted(StockEvent::Receipt), {{"stock", "50.00"}, {"stock_received", "-50.00"}});
        requireAmounts(posted(StockEvent::Delivery), {{"cost_of_goods_sold", "50.00"}, {"stock", "-50.00"}});
        requireAmounts(posted(StockEvent::CustomerReturn), {{"stock", "50.00"}, {"cost_of_goods_sold", "-50.00"}});
        requireAmounts(posted(StockEvent::SupplierReturn), {{"stock_received", "50.00"}, {"stock", "-50.00"}});
        requireAmounts(amountsOfInvoice(CostRecognition::AtDelivery, number("50.00", 2)), {});
    }

    void angloSaxonCostWaitsForTheInvoice() {
        const auto delivery =
            amountsOf(StockEvent::Delivery, CostRecognition::AtInvoice, worth("28.00"), number("28.00", 2));
        requireAmounts(delivery, {{"stock_shipped", "28.00"}, {"stock", "-28.00"}});
        requireAmounts(
            amountsOfInvoice(CostRecognition::AtInvoice, number("28.00", 2)),
            {{"cost_of_goods_sold", "28.00"}, {"stock_shipped", "-28.00"}}
        );
    }

    void aFixedCostLeavesAVariance() {
        const auto receipt =
            amountsOf(StockEvent::Receipt, CostRecognition::AtInvoice, worth("80.00"), number("95.00", 2));
        requireAmounts(receipt, {{"stock", "80.00"}, {"price_variance", "15.00"}, {"stock_received", "-95.00"}});
    }

    void countsAreGainsAndLosses() {
        const auto posted = [](StockEvent event) {
            return amountsOf(event, CostRecognition::AtDelivery, worth("7.50"), number("0", 2));
        };
        requireAmounts(posted(StockEvent::Gain), {{"stock", "7.50"}, {"stock_gain", "-7.50"}});
        requireAmounts(posted(StockEvent::Loss), {{"stock_loss", "7.50"}, {"stock", "-7.50"}});
    }

    void whatWasIssuedTooCheapBecomesCostOfSales() {
        const auto receipt =
            amountsOf(StockEvent::Receipt, CostRecognition::AtDelivery, worth("240.00", "20.00"), number("240.00", 2));
        requireAmounts(receipt, {{"stock", "220.00"}, {"cost_of_goods_sold", "20.00"}, {"stock_received", "-240.00"}});
    }

    void anotherPriceIsSharedByStockAndSales() {
        requireAmounts(
            amountsOfPrice(number("20.00", 2), number("5.00", 2)),
            {{"stock", "5.00"}, {"cost_of_goods_sold", "15.00"}, {"stock_received", "-20.00"}}
        );
    }

    void anotherFixedCostIsAGainOrALoss() {
        requireAmounts(amountsOfRevaluation(number("7.00", 2)), {{"stock", "7.00"}, {"stock_gain", "-7.00"}});
        requireAmounts(amountsOfRevaluation(number("-7.00", 2)), {{"stock", "-7.00"}, {"stock_loss", "7.00"}});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PostingTest);

} // namespace inventory::test
