#include "stock/stock_service.h"

namespace inventory {

namespace {

StockEvent eventOf(const Location& from, const Location& to) {
    const bool comesIn = to.isInternal();
    const std::string& outside = comesIn ? from.type : to.type;
    if (outside == "supplier") {
        return comesIn ? StockEvent::Receipt : StockEvent::SupplierReturn;
    }
    if (outside == "customer") {
        return comesIn ? StockEvent::CustomerReturn : StockEvent::Delivery;
    }
    if (outside == "production") {
        return comesIn ? StockEvent::Made : StockEvent::Used;
    }
    return comesIn ? StockEvent::Gain : StockEvent::Loss;
}

std::string_view nameOf(StockEvent event) {
    switch (event) {
    case StockEvent::Receipt:
        return "Goods received: ";
    case StockEvent::SupplierReturn:
        return "Goods returned to supplier: ";
    case StockEvent::Delivery:
        return "Goods delivered: ";
    case StockEvent::CustomerReturn:
        return "Goods returned by customer: ";
    case StockEvent::Used:
        return "Goods used: ";
    case StockEvent::Made:
        return "Goods made: ";
    case StockEvent::Gain:
        return "Goods found: ";
    case StockEvent::Loss:
        return "Goods missing: ";
    }
    return {};
}

} // namespace

void StockService::post(
    const tenon::Caller& caller, const Context& context, const StoredMovement& stored, const Valued& valued
) {
    const StockEvent event = eventOf(context.from, context.to);
    const auto said = stored.said(context.company.currency.digits);
    const auto amounts =
        amountsOf(event, StockLedger::recognitionOf(context.company), valued, said ? *said : valued.value);
    const auto entry = _ledger.post(
        caller,
        context.company,
        {.product = stored.movement.product,
         .date = stored.movement.date,
         .description = std::string(nameOf(event)) + context.product.name,
         .sourceModel = "inventory_movement",
         .sourceId = std::to_string(stored.movement.id),
         .amounts = amounts}
    );
    if (entry) {
        _movements.setEntry(stored.movement.id, *entry);
    }
}

void StockService::invoiced(
    const tenon::Caller& caller, std::int64_t id, tenon::Decimal quantity, const Invoiced& invoice
) {
    _database.transaction([&] {
        const StoredMovement stored = _movements.read(id);
        const Movement& movement = stored.movement;
        const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
        const StockEvent event = eventOf(context.from, context.to);
        const bool isSale = event == StockEvent::Delivery || event == StockEvent::CustomerReturn;
        const bool isPurchase = event == StockEvent::Receipt && invoice.amount;
        const bool isEnough = compare(quantity, movement.quantity) != std::strong_ordering::greater;
        if (!(isSale || isPurchase) || !movement.value || !isPositive(quantity) || !isEnough) {
            throw tenon::Invalid("movement", "Is no movement with a customer, or of fewer goods.");
        }
        const int digits = context.company.currency.digits;
        // Landed costs are on the carrier's invoice.
        const tenon::Decimal whole =
            isPurchase ? stored.said(digits).value_or(*movement.value) - stored.landedCost : *movement.value;
        const tenon::Decimal cost = proportionOf(whole, quantity, movement.quantity, digits);
        const auto amounts =
            isPurchase ? amountsOfVariance(*invoice.amount - cost)
                       : amountsOfInvoice(
                           StockLedger::recognitionOf(context.company), event == StockEvent::Delivery ? cost : -cost
                       );
        _ledger.post(
            caller,
            context.company,
            {.product = movement.product,
             .date = invoice.date,
             .description =
                 (isPurchase ? "Price of goods invoiced: " : "Cost of goods invoiced: ") + context.product.name,
             .sourceModel = invoice.sourceModel,
             .sourceId = invoice.sourceId,
             .amounts = amounts}
        );
    });
}

} // namespace inventory
