#pragma once

#include "valuation/valued_stock.h"

#include <string_view>
#include <vector>

namespace inventory {

/// What happened to goods, as the books see it.
enum class StockEvent {
    Receipt,        ///< From a supplier
    SupplierReturn, ///< Back to a supplier
    Delivery,       ///< To a customer
    CustomerReturn, ///< Back from a customer
    Used,           ///< Into production
    Made,           ///< Out of production
    Gain,           ///< Found
    Loss            ///< Missing
};

/// When a delivery becomes cost of goods sold.
enum class CostRecognition {
    AtDelivery, ///< Continental
    AtInvoice   ///< Anglo-Saxon: until then it is goods shipped, not invoiced
};

/// A debit (above zero) or a credit (below) on the account of a purpose, as accounting::Ledger::account knows it.
struct LedgerAmount {
    std::string_view purpose;
    tenon::Decimal balance;
};

/// What a movement posts. `paid` is what a receipt cost, which with fixed costs differs from what the goods are worth.
/// The amounts sum to nothing; none is zero.
[[nodiscard]] std::vector<LedgerAmount>
amountsOf(StockEvent event, CostRecognition recognition, const Valued& valued, tenon::Decimal paid);

/// What another fixed cost posts: `difference` is by how much the stock is worth more.
[[nodiscard]] std::vector<LedgerAmount> amountsOfRevaluation(tenon::Decimal difference);

/// What another price of receipts posts: they cost `receipts` more, of which `stock` is still there.
[[nodiscard]] std::vector<LedgerAmount> amountsOfPrice(tenon::Decimal receipts, tenon::Decimal stock);

/// The same where costs are fixed, so that the stock is worth what it was.
[[nodiscard]] std::vector<LedgerAmount> amountsOfVariance(tenon::Decimal receipts);

/// What the invoice of delivered goods posts besides: their cost, where that waits for the invoice.
[[nodiscard]] std::vector<LedgerAmount> amountsOfInvoice(CostRecognition recognition, tenon::Decimal cost);

} // namespace inventory
