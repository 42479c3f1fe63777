#include "stock/stock_service.h"

#include <algorithm>

namespace inventory {

using tenon::Decimal;
using tenon::JsonObject;

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
        const Book book = openBook(context.company, movement.date);
        const tenon::Date today = _companies->today(context.company);
        const Turn turn = _holdings.take(context.product);
        const int digits = context.company.currency.digits;
        const JsonObject priced{{"value", movement.value->text()}};
        const Decimal before = stored.said(digits).value_or(movement.value.value());
        stored.unitCost = unitCost;
        const Decimal difference = stored.said(digits).value() - before;
        _movements.setUnitCost(id, unitCost);
        std::vector<LedgerAmount> amounts;
        if (context.product.costing == Costing::Fixed) {
            // The goods are worth what they were: all of the difference is variance.
            amounts = amountsOfVariance(difference);
        } else {
            const Holding holding = valuedAnew(context, stored);
            const Decimal change = holding.value - turn.holding.value;
            _holdings.note(context.product, turn, {book.instant(), today, change, holding.cost});
            amounts = amountsOfPrice(difference, change);
        }
        _ledger.post(
            caller,
            context.company,
            {.date = today,
             .description = "Price of goods received: " + context.product.name,
             .sourceModel = "inventory_price",
             .sourceId = std::to_string(id) + "/" + std::to_string(turn.number),
             .amounts = amounts}
        );
        stored.movement = _movements.read(id).movement;
        tell(caller, "repriced", stored, priced);
        return stored.movement;
    });
}

void StockService::revalue(const tenon::Caller& caller, std::int64_t company, std::int64_t product, Decimal cost) {
    _database.transaction([&] {
        const Product found = productOf(_database, company, product);
        const organisation::Company owner = _companies->company(company);
        const tenon::Date today = _companies->today(owner);
        const Book book = openBook(owner, today);
        const Turn turn = _holdings.take(found);
        const Decimal difference = _holdings.revalue(found, turn, cost, owner.currency.digits);
        _holdings.note(found, turn, {book.instant(), today, difference, cost});
        _ledger.post(
            caller,
            owner,
            {.date = today,
             .description = "Revaluation: " + found.name,
             .sourceModel = "inventory_revaluation",
             .sourceId = std::to_string(product) + "/" + std::to_string(turn.number),
             .amounts = amountsOfRevaluation(difference)}
        );
        _app.audit().record(
            caller,
            {.action = "inventory.stock.revalued",
             .model = "inventory_product",
             .record = std::to_string(product),
             .before = nullptr,
             .after = JsonObject{{"cost", cost.text()}, {"difference", difference.text()}},
             .reason = {}}
        );
    });
}

} // namespace inventory
