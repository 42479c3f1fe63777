#include "stock/stock_service.h"

#include <algorithm>

namespace inventory {

namespace {

using tenon::Decimal;

constexpr std::string_view closeSql = "INSERT INTO inventory_book (company_id, closed_until) VALUES (:company, :until) "
                                      "ON CONFLICT (company_id) DO UPDATE SET "
                                      "closed_until = excluded.closed_until";

} // namespace

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
        static_cast<void>(_holdings.take(context.product));
        const int digits = context.company.currency.digits;
        std::vector<PastMovement> past = _movements.past(movement.product);
        stored.unitCost = unitCost;
        const auto receipt = std::ranges::find(past, id, &PastMovement::id);
        const Decimal before = receipt->value;
        receipt->value = stored.said(digits).value();
        const Replayed result = replayed(context.product.costing, digits, context.product.cost, past);
        _movements.setUnitCost(id, unitCost);
        if (compare(before, receipt->value) != std::strong_ordering::equal) {
            _movements.revalue({id, receipt->value, receipt->correction});
        }
        for (const Revaluation& change : result.changes) {
            _movements.revalue(change);
        }
        _holdings.replace(context.product, result, past);
        stored.movement = _movements.read(id).movement;
        tell(caller, "repriced", stored);
        return stored.movement;
    });
}

void StockService::revalue(const tenon::Caller& caller, std::int64_t company, std::int64_t product, Decimal cost) {
    _database.transaction([&] {
        const Product found = productOf(_database, company, product);
        const Decimal difference = _holdings.revalue(found, cost, _companies->company(company).currency.digits);
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

void StockService::close(const tenon::Caller& caller, std::int64_t company, std::optional<tenon::Date> until) {
    _database.transaction([&] {
        const auto before = closedUntil(company);
        const auto textOf = [](std::optional<tenon::Date> date) {
            return date ? tenon::Json(date->text()) : tenon::Json(nullptr);
        };
        _database.execute(closeSql, {{"company", company}, {"until", until}});
        _app.audit().record(
            caller,
            {.action = "inventory.stock.closed",
             .model = "inventory_book",
             .record = std::to_string(company),
             .before = tenon::JsonObject{{"closed_until", textOf(before)}},
             .after = tenon::JsonObject{{"closed_until", textOf(until)}},
             .reason = {}}
        );
    });
}

} // namespace inventory
