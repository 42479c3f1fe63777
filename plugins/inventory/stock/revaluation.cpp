#include "stock/stock_service.h"

#include <algorithm>

namespace inventory {

using tenon::Decimal;

/// Values all movements of the product again, in order of date: `receipt` at what it is said to cost by now.
Holding StockService::valuedAnew(const Context& context, const StoredMovement& receipt) {
    const int digits = context.company.currency.digits;
    std::vector<PastMovement> past = _movements.past(context.product.id);
    const auto repriced = std::ranges::find(past, receipt.movement.id, &PastMovement::id);
    repriced->value = receipt.said(digits).value();
    const Replayed result = replayed(context.product.costing, digits, context.product.cost, past);
    _movements.revalue({receipt.movement.id, repriced->value, repriced->correction});
    for (const Revaluation& change : result.changes) {
        _movements.revalue(change);
    }
    _holdings.replace(context.product, result, past);
    return result.holding;
}

Movement StockService::reprice(const tenon::Caller& caller, std::int64_t id, Decimal unitCost) {
    return _database.transaction([&] {
        StoredMovement stored = _movements.take(id);
        const Movement& movement = stored.movement;
        const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
        const bool isReceipt = context.to.isInternal() && !context.from.isInternal();
        if (movement.state != "done" || !isReceipt || stored.returnOf) {
            throw tenon::Conflict("INVALID_STATE", "Only what was received has a price.");
        }
        requireOpen(context.company, movement.date);
        const Holding holding = _holdings.take(context.product);
        const int digits = context.company.currency.digits;
        const Decimal before = stored.said(digits).value_or(movement.value.value());
        stored.unitCost = unitCost;
        const Decimal difference = stored.said(digits).value() - before;
        _movements.setUnitCost(id, unitCost);
        // At a fixed cost the goods are worth what they were: all of the difference is variance.
        const auto amounts = context.product.costing == Costing::Fixed
                                 ? amountsOfVariance(difference)
                                 : amountsOfPrice(difference, valuedAnew(context, stored).value - holding.value);
        _ledger.post(
            caller,
            context.company,
            {.date = _companies->today(context.company),
             .description = "Price of goods received: " + context.product.name,
             .sourceModel = "inventory_price",
             .sourceId = std::to_string(id) + "/" + tenon::Clock::now().text(),
             .amounts = amounts}
        );
        stored.movement = _movements.read(id).movement;
        tell(caller, "repriced", stored);
        return stored.movement;
    });
}

void StockService::revalue(const tenon::Caller& caller, std::int64_t company, std::int64_t product, Decimal cost) {
    _database.transaction([&] {
        const Product found = productOf(_database, company, product);
        const organisation::Company owner = _companies->company(company);
        const Decimal difference = _holdings.revalue(found, cost, owner.currency.digits);
        const auto amounts = amountsOfRevaluation(difference);
        _ledger.post(
            caller,
            owner,
            {.date = _companies->today(owner),
             .description = "Revaluation: " + found.name,
             .sourceModel = "inventory_revaluation",
             .sourceId = std::to_string(product) + "/" + tenon::Clock::now().text(),
             .amounts = amounts}
        );
        _app.audit().record(
            caller,
            {.action = "inventory.stock.revalued",
             .model = "inventory_product",
             .record = std::to_string(product),
             .before = nullptr,
             .after = tenon::JsonObject{{"cost", cost.text()}, {"difference", difference.text()}},
             .reason = {}}
        );
    });
}

} // namespace inventory
