#include "stock/movement_store.h"

#include <tenon/random.h>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view columns =
    "id, company_id, product_id, from_location_id, to_location_id, lot_id, quantity, state, planned_date, "
    "effective_date, "
    "value, returned, unit, unit_quantity, unit_cost, return_of_id, reference, source_model, source_id, landed_cost, "
    "exact_layer";
constexpr std::string_view addSql =
    "INSERT INTO inventory_movement (uuid, version, created_at, updated_at, created_by, company_id, product_id, "
    "from_location_id, to_location_id, lot_id, quantity, unit, unit_quantity, unit_cost, return_of_id, exact_layer, "
    "planned_date, "
    "state, "
    "reference, source_model, source_id) VALUES (:uuid, 1, :now, :now, :by, :company, :product, :from, :to, :lot, "
    ":quantity, "
    ":unit, :unit_quantity, :unit_cost, :return_of, :exact, :date, 'draft', :reference, :source_model, :source_id) "
    "RETURNING "
    "id";
// An update is what locks a row on both databases.
constexpr std::string_view takeSql =
    "UPDATE inventory_movement SET version = version + 1, updated_at = :now WHERE id = :id "
    "RETURNING ";
constexpr std::string_view readSql = " FROM inventory_movement WHERE id = :id";
constexpr std::string_view assignSql =
    "UPDATE inventory_movement SET state = 'assigned', reserved_at = :at WHERE id = :id";
constexpr std::string_view cancelSql =
    "UPDATE inventory_movement SET state = 'cancelled', ended_at = :at WHERE id = :id";
constexpr std::string_view quantitySql =
    "UPDATE inventory_movement SET quantity = :quantity, unit_quantity = :quantity, unit = :unit WHERE id = :id";
constexpr std::string_view returnedSql = "UPDATE inventory_movement SET returned = returned + :quantity WHERE id = :id";
constexpr std::string_view finishSql =
    "UPDATE inventory_movement SET state = 'done', effective_date = :date, ended_at = :at, turn = :turn, value = "
    ":value, "
    "correction = :correction, booked_value = :booked_value, booked_cost = :booked_cost WHERE id = :id";
constexpr std::string_view revalueSql =
    "UPDATE inventory_movement SET value = :value, correction = :correction WHERE id = :id";
constexpr std::string_view costsSql =
    "UPDATE inventory_movement SET unit_cost = :unit, landed_cost = :landed WHERE id = :id";
constexpr std::string_view removeSql = "DELETE FROM inventory_movement WHERE id = :id";
constexpr std::string_view waitingSql =
    "SELECT m.id FROM inventory_movement m JOIN inventory_product p ON p.id = m.product_id JOIN inventory_location f "
    "ON "
    "f.id = m.from_location_id JOIN inventory_location t ON t.id = m.to_location_id LEFT JOIN inventory_lot l ON l.id "
    "= "
    "m.lot_id WHERE m.company_id = :company AND m.state = 'draft' AND f.type IN ('storage', 'transit') AND f.is_active "
    "AND t.is_active AND (p.tracking = 'none') = (m.lot_id IS NULL) AND (l.expires_on IS NULL OR l.expires_on >= "
    ":today) AND (:product = 0 OR m.product_id = :product) ORDER BY m.product_id, m.planned_date, m.id LIMIT 1000";
constexpr std::string_view entrySql = "UPDATE inventory_movement SET entry_id = :entry WHERE id = :id";
constexpr std::string_view pastSql = "SELECT m.id, m.effective_date, m.quantity, m.value, m.return_of_id, "
                                     "m.correction, f.type IN ('storage', 'transit'), m.exact_layer FROM "
                                     "inventory_movement m JOIN inventory_location f ON f.id = m.from_location_id "
                                     "WHERE m.product_id = :product AND m.state = "
                                     "'done' AND m.value IS NOT NULL ORDER BY m.effective_date, m.id";

Decimal quantityAt(const Row& row, std::size_t column) { return {row.integer(column), quantityScale}; }

std::optional<Decimal> moneyAt(const Row& row, std::size_t column) {
    return row.isNull(column) ? std::nullopt : std::optional(Decimal(row.integer(column), costScale));
}

std::string textAt(const Row& row, std::size_t column) {
    return row.get<std::optional<std::string>>(column).value_or("");
}

StoredMovement movementAt(const Row& row) {
    const auto effective = row.get<std::optional<tenon::Date>>(9);
    return {
        .movement =
            {.id = row.integer(0),
             .company = row.integer(1),
             .product = row.integer(2),
             .from = row.integer(3),
             .to = row.integer(4),
             .lot = row.get<std::optional<std::int64_t>>(5),
             .quantity = quantityAt(row, 6),
             .state = row.get<std::string>(7),
             .date = effective ? *effective : row.get<tenon::Date>(8),
             .value = moneyAt(row, 10),
             .returned = quantityAt(row, 11)},
        .unit = row.get<std::string>(12),
        .unitQuantity = quantityAt(row, 13),
        .unitCost = moneyAt(row, 14),
        .landedCost = moneyAt(row, 19).value(),
        .returnOf = row.get<std::optional<std::int64_t>>(15),
        .exactLayer = row.boolean(20),
        .reference = textAt(row, 16),
        .sourceModel = textAt(row, 17),
        .sourceId = textAt(row, 18),
    };
}

tenon::Value orNull(const std::string& text) { return text.empty() ? tenon::Value(nullptr) : tenon::Value(text); }

StoredMovement found(std::optional<StoredMovement> movement) {
    if (!movement) {
        throw tenon::NotFound("There is no such movement.");
    }
    return std::move(*movement);
}

} // namespace

std::int64_t MovementStore::add(const StoredMovement& stored, std::int64_t createdBy) {
    const Movement& movement = stored.movement;
    return _database
        .value<std::int64_t>(
            addSql,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"by", createdBy},
             {"company", movement.company},
             {"product", movement.product},
             {"from", movement.from},
             {"to", movement.to},
             {"lot", movement.lot},
             {"quantity", rounded(movement.quantity, quantityScale)},
             {"unit", stored.unit},
             {"unit_quantity", rounded(stored.unitQuantity, quantityScale)},
             {"unit_cost", stored.unitCost ? std::optional(rounded(*stored.unitCost, costScale)) : std::nullopt},
             {"return_of", stored.returnOf},
             {"exact", stored.exactLayer},
             {"date", movement.date},
             {"reference", orNull(stored.reference)},
             {"source_model", orNull(stored.sourceModel)},
             {"source_id", orNull(stored.sourceId)}}
        )
        .value();
}

StoredMovement MovementStore::take(std::int64_t id) {
    static const std::string sql = std::string(takeSql).append(columns);
    return found(_database.first(sql, {{"now", tenon::Clock::now()}, {"id", id}}, movementAt));
}

StoredMovement MovementStore::read(std::int64_t id) const {
    static const std::string sql = std::string("SELECT ").append(columns).append(readSql);
    return found(_database.first(sql, {{"id", id}}, movementAt));
}

void MovementStore::assign(std::int64_t id, tenon::Timestamp at) {
    _database.execute(assignSql, {{"at", at}, {"id", id}});
}

void MovementStore::cancel(std::int64_t id, tenon::Timestamp at) {
    _database.execute(cancelSql, {{"at", at}, {"id", id}});
}

void MovementStore::setQuantity(std::int64_t id, Decimal quantity, std::string_view unit) {
    _database.execute(quantitySql, {{"quantity", rounded(quantity, quantityScale)}, {"unit", unit}, {"id", id}});
}

void MovementStore::addReturned(std::int64_t id, Decimal quantity) {
    _database.execute(returnedSql, {{"quantity", rounded(quantity, quantityScale)}, {"id", id}});
}

void MovementStore::finish(std::int64_t id, tenon::Date date, const Finished& finished) {
    const auto money = [&](Decimal amount) {
        return finished.valued ? std::optional(rounded(amount, costScale)) : std::nullopt;
    };
    const Valued valued = finished.valued.value_or(Valued());
    _database.execute(
        finishSql,
        {{"date", date},
         {"at", finished.at},
         {"turn", finished.turn},
         {"value", money(valued.value)},
         {"correction", rounded(valued.correction, costScale)},
         {"booked_value", money(finished.bookedValue)},
         {"booked_cost", money(finished.bookedCost)},
         {"id", id}}
    );
}

void MovementStore::revalue(const Revaluation& revaluation) {
    _database.execute(
        revalueSql,
        {{"value", rounded(revaluation.value, costScale)},
         {"correction", rounded(revaluation.correction, costScale)},
         {"id", revaluation.id}}
    );
}

void MovementStore::setEntry(std::int64_t id, std::int64_t entry) {
    _database.execute(entrySql, {{"entry", entry}, {"id", id}});
}

void MovementStore::setCosts(const StoredMovement& stored) {
    _database.execute(
        costsSql,
        {{"unit", stored.unitCost}, {"landed", rounded(stored.landedCost, costScale)}, {"id", stored.movement.id}}
    );
}

void MovementStore::remove(std::int64_t id) { _database.execute(removeSql, {{"id", id}}); }

std::vector<std::int64_t>
MovementStore::waiting(std::int64_t company, std::optional<std::int64_t> product, tenon::Date today) const {
    return _database.rows(
        waitingSql,
        {{"company", company}, {"product", product.value_or(0)}, {"today", today}},
        [](const Row& row) { return row.integer(0); }
    );
}

std::vector<PastMovement> MovementStore::past(std::int64_t product) const {
    return _database.rows(pastSql, {{"product", product}}, [](const Row& row) {
        return PastMovement{
            .id = row.integer(0),
            .date = row.get<tenon::Date>(1),
            .direction = row.boolean(6) ? Direction::Out : Direction::In,
            .quantity = quantityAt(row, 2),
            .value = moneyAt(row, 3).value(),
            .returnOf = row.get<std::optional<std::int64_t>>(4),
            .correction = moneyAt(row, 5).value(),
            .receipt = row.boolean(7) ? row.get<std::optional<std::int64_t>>(4) : std::nullopt};
    });
}

} // namespace inventory
