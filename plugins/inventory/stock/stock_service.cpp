#include "stock/stock_service.h"

namespace inventory {

namespace {

using tenon::Conflict;
using tenon::Decimal;
using tenon::Invalid;
using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view lotSql = "SELECT product_id, expires_on FROM inventory_lot WHERE id = :id";

Spot spotOf(const Movement& movement, std::int64_t location) {
    return {
        .company = movement.company,
        .product = movement.product,
        .location = location,
        .lot = movement.lot.value_or(0)};
}

void requireState(const Movement& movement, std::initializer_list<std::string_view> allowed) {
    for (const std::string_view state : allowed) {
        if (movement.state == state) {
            return;
        }
    }
    throw Conflict(
        "INVALID_STATE",
        "The movement is in another state.",
        {{"current", movement.state}, {"allowed", tenon::JsonArray(allowed.begin(), allowed.end())}}
    );
}

/// The state that a movement leaves, for the audit trail.
JsonObject leaving(const Movement& movement) { return {{"state", movement.state}}; }

Decimal lesser(Decimal a, Decimal b) { return compare(a, b) == std::strong_ordering::less ? a : b; }

} // namespace

StockService::Context
StockService::contextOf(std::int64_t company, std::int64_t product, std::int64_t from, std::int64_t to) {
    Context context;
    context.company = _companies->company(company);
    context.product = productOf(_database, company, product);
    context.from = locationOf(_database, company, from, "from_location");
    context.to = locationOf(_database, company, to, "to_location");
    return context;
}

StoredMovement
StockService::entered(const Context& context, const NewMovement& movement, std::optional<std::int64_t> returnOf) {
    if (!isPositive(movement.quantity)) {
        throw Invalid("quantity", "Must be above zero.");
    }
    if (movement.from == movement.to) {
        throw Invalid("to_location", "Goods need to go somewhere else.");
    }
    if (!context.product.isStocked || !context.product.isActive) {
        throw Invalid("product", "Is nothing that lies in stock.");
    }
    if (movement.unitCost && isNegative(*movement.unitCost)) {
        throw Invalid("unit_cost", "Must not be below zero.");
    }
    const std::string& unit = movement.unit.empty() ? context.product.unitCode : movement.unit;
    StoredMovement stored;
    stored.movement.company = movement.company;
    stored.movement.product = movement.product;
    stored.movement.from = movement.from;
    stored.movement.to = movement.to;
    stored.movement.lot = movement.lot;
    stored.movement.quantity = movedQuantity(movement.quantity, unitOf(_database, unit), context.product.unit);
    stored.movement.state = "draft";
    stored.movement.date = movement.date ? *movement.date : _companies->today(context.company);
    stored.unit = unit;
    stored.unitQuantity = movement.quantity;
    stored.unitCost = movement.unitCost;
    stored.returnOf = returnOf;
    stored.reference = movement.reference;
    stored.sourceModel = movement.sourceModel;
    stored.sourceId = movement.sourceId;
    return stored;
}

Movement StockService::plan(const tenon::Caller& caller, const NewMovement& movement) {
    return _database.transaction([&] {
        const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
        StoredMovement stored = entered(context, movement, {});
        stored.movement.id = _movements.add(stored, caller.id());
        _plans.add(stored.movement.id, bookOf(_database, movement.company).instant());
        tell(caller, "planned", stored, nullptr);
        return stored.movement;
    });
}

Movement StockService::move(const tenon::Caller& caller, const NewMovement& movement) {
    return _database.transaction([&] {
        const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
        StoredMovement stored = entered(context, movement, {});
        return carryOut(caller, context, stored);
    });
}

Movement StockService::complete(const tenon::Caller& caller, std::int64_t movement, std::optional<tenon::Date> date) {
    return _database.transaction([&] {
        StoredMovement stored = _movements.take(movement);
        requireState(stored.movement, {"draft", "assigned"});
        const Movement& found = stored.movement;
        const Context context = contextOf(found.company, found.product, found.from, found.to);
        stored.movement.date = date ? *date : _companies->today(context.company);
        return carryOut(caller, context, stored);
    });
}

Movement StockService::carryOut(const tenon::Caller& caller, const Context& context, StoredMovement& stored) {
    Movement& movement = stored.movement;
    const Json before = movement.id == 0 ? Json(nullptr) : Json(leaving(movement));
    if (movement.id == 0) {
        movement.id = _movements.add(stored, caller.id());
    }
    const Book book = openBook(context.company, movement.date);
    const Turn turn = _holdings.take(context.product);
    requireLot(context, stored);
    const bool mayLack = context.product.tracking == Tracking::None
                         && (context.product.allowsNegative || context.company.allowNegativeStock);
    if (movement.state == "assigned") {
        _levels.reserve(spotOf(movement, movement.from), -movement.quantity);
    }
    _levels.change(
        spotOf(movement, movement.from),
        -movement.quantity,
        movement.date,
        context.from.isInternal() && !mayLack ? Shortage::Refuse : Shortage::Allow
    );
    _levels.change(spotOf(movement, movement.to), movement.quantity, movement.date, Shortage::Allow);
    Finished finished = booked(context, stored, turn);
    finished.at = book.instant();
    if (!before.is_null()) {
        _plans.end(movement.id, finished.at);
    }
    _movements.finish(movement.id, movement.date, finished);
    movement.state = "done";
    if (finished.valued) {
        movement.value = finished.valued->value;
        post(caller, context, stored, *finished.valued);
    }
    if (!context.company.hasTransactions) {
        _companies->fixSettings(context.company.id);
    }
    tell(caller, "done", stored, before);
    _app.publish(
        "stock.moved", {{"id", movement.id}, {"product_id", movement.product}, {"company_id", movement.company}}
    );
    return movement;
}

Finished StockService::booked(const Context& context, const StoredMovement& stored, const Turn& turn) {
    Finished finished;
    finished.turn = turn.number;
    if (context.from.isInternal() == context.to.isInternal()) {
        return finished;
    }
    const int digits = context.company.currency.digits;
    const Movement& movement = stored.movement;
    Booked done;
    if (context.from.isInternal()) {
        const auto receipt = stored.exactLayer ? stored.returnOf : std::nullopt;
        done = _holdings.issue(context.product, turn, movement.quantity, receipt, digits);
        finished.bookedValue = -done.valued.value;
    } else {
        const Decimal value = receiptValue(context, stored, turn.holding);
        done = _holdings.receive(context.product, turn, movement.id, movement.date, movement.quantity, value, digits);
        finished.bookedValue = done.valued.value - done.valued.correction;
    }
    finished.valued = done.valued;
    finished.bookedCost = done.cost;
    return finished;
}

Decimal StockService::receiptValue(const Context& context, const StoredMovement& stored, const Holding& holding) {
    const int digits = context.company.currency.digits;
    if (stored.returnOf) {
        const Movement issue = _movements.read(*stored.returnOf).movement;
        // What comes back now is counted among what is back already.
        return valueOfReturn(
            issue.value.value(),
            issue.quantity,
            issue.returned - stored.movement.quantity,
            stored.movement.quantity,
            digits
        );
    }
    const auto said = stored.said(digits);
    return said ? *said : product(stored.movement.quantity, holding.cost, digits);
}

Movement StockService::reserve(const tenon::Caller& caller, std::int64_t id) {
    return _database.transaction([&] {
        StoredMovement stored = _movements.take(id);
        Movement& movement = stored.movement;
        requireState(movement, {"draft"});
        const Context context = contextOf(movement.company, movement.product, movement.from, movement.to);
        if (!context.from.isInternal()) {
            throw Conflict("INVALID_STATE", "Only what lies in stock can be reserved.");
        }
        static_cast<void>(_holdings.take(context.product));
        requireLot(context, stored);
        const auto expiry = movement.lot ? _database.first(
                                lotSql,
                                {{"id", *movement.lot}},
                                [](const tenon::Row& row) { return row.get<std::optional<tenon::Date>>(1); }
                            )
                                         : std::nullopt;
        if (expiry && *expiry && **expiry < _companies->today(context.company)) {
            throw Conflict("LOT_EXPIRED", "The lot is past its date.");
        }
        const Spot spot = spotOf(movement, movement.from);
        const Decimal given = lesser(movement.quantity, _levels.at(spot).available());
        if (!isPositive(given)) {
            return movement;
        }
        if (const Decimal rest = movement.quantity - given; isPositive(rest)) {
            StoredMovement remainder = stored;
            remainder.movement.quantity = rest;
            remainder.unit = context.product.unitCode;
            remainder.unitQuantity = rest;
            remainder.movement.id = _movements.add(remainder, caller.id());
            _movements.setQuantity(id, given, context.product.unitCode);
            tell(caller, "planned", remainder, nullptr);
        }
        const JsonObject before = leaving(movement);
        movement.quantity = given;
        movement.state = "assigned";
        _levels.reserve(spot, given);
        _movements.assign(id, bookOf(_database, movement.company).instant());
        tell(caller, "assigned", stored, before);
        return movement;
    });
}

std::vector<std::int64_t>
StockService::reserveWaiting(const tenon::Caller& caller, std::int64_t company, std::optional<std::int64_t> product) {
    return _database.transaction([&] {
        std::vector<std::int64_t> reserved;
        const tenon::Date today = _companies->today(_companies->company(company));
        for (const std::int64_t movement : _movements.waiting(company, product, today)) {
            if (reserve(caller, movement).state == "assigned") {
                reserved.push_back(movement);
            }
        }
        return reserved;
    });
}

void StockService::discard(const tenon::Caller& caller, std::int64_t id) {
    _database.transaction([&] {
        const StoredMovement stored = _movements.take(id);
        requireState(stored.movement, {"draft"});
        _plans.end(id, bookOf(_database, stored.movement.company).instant());
        _movements.remove(id);
        tell(caller, "deleted", stored, leaving(stored.movement));
    });
}

Movement StockService::cancel(const tenon::Caller& caller, std::int64_t id) {
    return _database.transaction([&] {
        StoredMovement stored = _movements.take(id);
        Movement& movement = stored.movement;
        requireState(movement, {"draft", "assigned"});
        if (movement.state == "assigned") {
            static_cast<void>(_holdings.take(productOf(_database, movement.company, movement.product)));
            _levels.reserve(spotOf(movement, movement.from), -movement.quantity);
        }
        const JsonObject before = leaving(movement);
        movement.state = "cancelled";
        const tenon::Timestamp at = bookOf(_database, movement.company).instant();
        _plans.end(id, at);
        _movements.cancel(id, at);
        tell(caller, "cancelled", stored, before);
        return movement;
    });
}

Movement StockService::giveBack(const tenon::Caller& caller, std::int64_t id, const Return& terms) {
    return _database.transaction([&] {
        const StoredMovement original = _movements.take(id);
        requireState(original.movement, {"done"});
        const Decimal left = original.movement.quantity - original.movement.returned;
        const Decimal quantity = terms.quantity.value_or(left);
        if (original.returnOf || !isPositive(left) || compare(quantity, left) == std::strong_ordering::greater) {
            throw Conflict("RETURN_EXCEEDS", "More would come back than went.", {{"left", trimmed(left, 0).text()}});
        }
        const Context context = contextOf(
            original.movement.company, original.movement.product, original.movement.to, original.movement.from
        );
        const NewMovement back{
            .company = original.movement.company,
            .product = original.movement.product,
            .from = original.movement.to,
            .to = original.movement.from,
            .quantity = quantity,
            .unit = {},
            .unitCost = {},
            .lot = original.movement.lot,
            .date = terms.date,
            .reference = terms.reference,
            .sourceModel = original.sourceModel,
            .sourceId = original.sourceId};
        StoredMovement stored = entered(context, back, id);
        if (stored.movement.date < original.movement.date) {
            throw Invalid("date", "Lies before the movement that is undone.");
        }
        _movements.addReturned(id, stored.movement.quantity);
        stored.exactLayer = terms.exactLayer && context.from.isInternal();
        return carryOut(caller, context, stored);
    });
}

Book StockService::openBook(const organisation::Company& company, tenon::Date date) {
    if (date > _companies->today(company)) {
        throw Invalid("date", "Lies in the future.");
    }
    const Book book = bookOf(_database, company.id);
    const auto& closed = book.closedUntil;
    if (closed && date <= *closed) {
        throw Conflict(
            "STOCK_PERIOD_CLOSED",
            {"Stock is closed up to {date}.", {{"date", closed->text()}}},
            {{"closed_until", closed->text()}}
        );
    }
    return book;
}

void StockService::requireLot(const Context& context, const StoredMovement& stored) {
    const Movement& movement = stored.movement;
    const Tracking tracking = context.product.tracking;
    if (movement.lot.has_value() != (tracking != Tracking::None)) {
        throw Invalid("lot", movement.lot ? "The product is not tracked by lots." : "Name the lot or serial number.");
    }
    if (!movement.lot) {
        return;
    }
    if (_database.value<std::int64_t>(lotSql, {{"id", *movement.lot}}) != movement.product) {
        throw Invalid("lot", "Refers to a record that does not exist.");
    }
    if (tracking == Tracking::Lot) {
        return;
    }
    if (compare(movement.quantity, Decimal(1, 0)) != std::strong_ordering::equal) {
        throw Invalid("quantity", "A serial number stands for one piece.");
    }
    const bool comesIn = context.to.isInternal() && !context.from.isInternal();
    if (comesIn && _levels.isInStock(movement.product, *movement.lot)) {
        throw Conflict("SERIAL_ELSEWHERE", "The piece with this serial number is in stock already.");
    }
}

void StockService::tell(
    const tenon::Caller& caller, std::string_view verb, const StoredMovement& stored, const Json& before
) {
    const Movement& movement = stored.movement;
    JsonObject after{
        {"product_id", movement.product},
        {"from_location_id", movement.from},
        {"to_location_id", movement.to},
        {"quantity", trimmed(movement.quantity, 0).text()},
        {"date", movement.date.text()},
        {"state", movement.state},
        {"value", movement.value ? Json(movement.value->text()) : Json(nullptr)},
        {"reference", stored.reference},
    };
    _app.audit().record(
        caller,
        {.action = "inventory.movement." + std::string(verb),
         .model = "inventory_movement",
         .record = std::to_string(movement.id),
         .before = before,
         .after = std::move(after),
         .reason = {}}
    );
}

} // namespace inventory
