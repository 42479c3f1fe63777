#include "stock/stock_service.h"

#include <algorithm>

namespace inventory {

using tenon::Decimal;
using tenon::JsonObject;

/// Values all movements of the product again, in order of date: `receipt` at what it is worth by now.
Holding StockService::valuedAnew(const Context& context, const StoredMovement& receipt, Decimal worth) {
    const int digits = context.company.currency.digits;
    std::vector<PastMovement> past = _movements.past(context.product.id);
    const auto recosted = std::ranges::find(past, receipt.movement.id, &PastMovement::id);
    recosted->value = worth;
    const Replayed result = replayed(context.product.costing, digits, context.product.cost, past);
    _movements.revalue({receipt.movement.id, recosted->value, recosted->correction});
    for (const Revaluation& change : result.changes) {
        _movements.revalue(change);
    }
    _holdings.replace(context.product, result, past);
    return result.holding;
}

/// A receipt that is done, and no return: something with a price.
StoredMovement StockService::takeReceipt(std::int64_t id) {
    StoredMovement stored = _movements.take(id);
    const Movement& movement = stored.movement;
    const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
    const bool isReceipt = context.to.isInternal() && !context.from.isInternal();
    if (movement.state != "done" || !isReceipt || stored.returnOf) {
        throw tenon::Conflict("INVALID_STATE", "Only what was received has a price.");
    }
    return stored;
}

/// A receipt came to cost more by `difference`: stock, ledger and audit trail follow.
void StockService::recost(
    const tenon::Caller& caller, const StoredMovement& receipt, Decimal difference, std::string_view source
) {
    const Movement& movement = receipt.movement;
    const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
    const Book book = openBook(context.company, movement.date);
    const tenon::Date today = _companies->today(context.company);
    const Turn turn = _holdings.take(context.product);
    _movements.setCosts(receipt);
    std::vector<LedgerAmount> amounts;
    if (context.product.costing == Costing::Fixed) {
        // The goods are worth what they were: all of the difference is variance.
        amounts = amountsOfVariance(difference);
    } else {
        const Decimal worth = receipt.said(context.company.currency.digits).value_or(*movement.value + difference);
        const Holding holding = valuedAnew(context, receipt, worth);
        const Decimal change = holding.value - turn.holding.value;
        _holdings.note(context.product, turn, {book.instant(), today, change, holding.cost});
        amounts = amountsOfPrice(difference, change);
    }
    _ledger.post(
        caller,
        context.company,
        {.product = movement.product,
         .date = today,
         .description = "Price of goods received: " + context.product.name,
         .sourceModel = std::string(source),
         .sourceId = std::to_string(movement.id) + "/" + std::to_string(turn.number),
         .amounts = amounts}
    );
    StoredMovement after = receipt;
    after.movement = _movements.read(movement.id).movement;
    tell(caller, "repriced", after, JsonObject{{"value", movement.value->text()}});
}

Movement StockService::reprice(const tenon::Caller& caller, std::int64_t id, Decimal unitCost) {
    return _database.transaction([&] {
        StoredMovement receipt = takeReceipt(id);
        const int digits = _companies->company(receipt.movement.company).currency.digits;
        const Decimal before = receipt.said(digits).value_or(receipt.movement.value.value());
        receipt.unitCost = unitCost;
        recost(caller, receipt, receipt.said(digits).value() - before, "inventory_price");
        return _movements.read(id).movement;
    });
}

void StockService::landCost(const tenon::Caller& caller, const LandedCost& cost) {
    _database.transaction([&] {
        std::vector<StoredMovement> receipts;
        for (const std::int64_t movement : cost.movements) {
            receipts.push_back(takeReceipt(movement));
        }
        // Products take their turns in the order of their ids.
        std::ranges::sort(receipts, {}, [](const StoredMovement& receipt) {
            return std::pair(receipt.movement.product, receipt.movement.id);
        });
        std::vector<Decimal> weights;
        for (const StoredMovement& receipt : receipts) {
            const Movement& movement = receipt.movement;
            weights.push_back(cost.by == LandedCost::By::Value ? movement.value.value() : movement.quantity);
        }
        const std::vector<Decimal> parts = shares(cost.amount, weights);
        for (std::size_t i = 0; i < receipts.size(); ++i) {
            receipts[i].landedCost += parts[i];
            // What an earlier part made anew of the same product counts.
            receipts[i].movement = _movements.read(receipts[i].movement.id).movement;
            recost(caller, receipts[i], parts[i], "inventory_landed_cost");
        }
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
            {.product = product,
             .date = today,
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
