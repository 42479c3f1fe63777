#include "valuation/posting.h"

#include <algorithm>

namespace inventory {

namespace {

using tenon::Decimal;

constexpr std::string_view stockAccount = "stock";
constexpr std::string_view costOfSales = "cost_of_goods_sold";
constexpr std::string_view shipped = "stock_shipped";
constexpr std::string_view received = "stock_received";

std::vector<LedgerAmount> withoutZeros(std::vector<LedgerAmount> amounts) {
    std::erase_if(amounts, [](const LedgerAmount& amount) { return isZero(amount.balance); });
    return amounts;
}

std::string_view otherSide(StockEvent event, CostRecognition recognition) {
    switch (event) {
    case StockEvent::Receipt:
    case StockEvent::SupplierReturn:
        return received;
    case StockEvent::Delivery:
    case StockEvent::CustomerReturn:
        return recognition == CostRecognition::AtInvoice ? shipped : costOfSales;
    case StockEvent::Used:
    case StockEvent::Made:
        return costOfSales;
    case StockEvent::Gain:
        return "stock_gain";
    case StockEvent::Loss:
        return "stock_loss";
    }
    return {};
}

bool comesIn(StockEvent event) {
    return event == StockEvent::Receipt || event == StockEvent::CustomerReturn || event == StockEvent::Made
           || event == StockEvent::Gain;
}

} // namespace

std::vector<LedgerAmount> amountsOf(StockEvent event, CostRecognition recognition, const Valued& valued, Decimal paid) {
    const std::string_view other = otherSide(event, recognition);
    if (!comesIn(event)) {
        return withoutZeros({{other, valued.value}, {stockAccount, -valued.value}});
    }
    const Decimal otherValue = event == StockEvent::Receipt ? paid : valued.value;
    return withoutZeros(
        {{stockAccount, valued.value - valued.correction},
         {costOfSales, valued.correction},
         {"price_variance", otherValue - valued.value},
         {other, -otherValue}}
    );
}

std::vector<LedgerAmount> amountsOfRevaluation(Decimal difference) {
    const std::string_view other = isNegative(difference) ? "stock_loss" : "stock_gain";
    return withoutZeros({{stockAccount, difference}, {other, -difference}});
}

std::vector<LedgerAmount> amountsOfPrice(Decimal receipts, Decimal stock) {
    return withoutZeros({{stockAccount, stock}, {costOfSales, receipts - stock}, {received, -receipts}});
}

std::vector<LedgerAmount> amountsOfVariance(Decimal receipts) {
    return withoutZeros({{"price_variance", receipts}, {received, -receipts}});
}

std::vector<LedgerAmount> amountsOfInvoice(CostRecognition recognition, Decimal cost) {
    if (recognition == CostRecognition::AtDelivery) {
        return {};
    }
    return withoutZeros({{costOfSales, cost}, {shipped, -cost}});
}

} // namespace inventory
