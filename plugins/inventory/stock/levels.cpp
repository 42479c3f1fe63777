#include "stock/levels.h"

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view changeSql =
    "INSERT INTO inventory_level (company_id, product_id, location_id, lot_id, on_hand, last_date) VALUES (:company, "
    ":product, :location, :lot, :change, :date) ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET on_hand = "
    "inventory_level.on_hand + excluded.on_hand, last_date = CASE WHEN inventory_level.last_date > excluded.last_date "
    "THEN "
    "inventory_level.last_date ELSE excluded.last_date END RETURNING on_hand, reserved, last_date";
constexpr std::string_view changeDaySql =
    "INSERT INTO inventory_daily_change (product_id, location_id, lot_id, date, change) VALUES (:product, :location, "
    ":lot, "
    ":date, :change) ON CONFLICT (product_id, location_id, lot_id, date) DO UPDATE SET change = "
    "inventory_daily_change.change + excluded.change";
constexpr std::string_view daysFromSql = "SELECT date, change FROM inventory_daily_change WHERE product_id = :product "
                                         "AND location_id = :location AND lot_id = "
                                         ":lot AND date >= :date ORDER BY date DESC";
constexpr std::string_view changesAfterSql = "SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) FROM "
                                             "inventory_daily_change WHERE product_id = :product AND location_id "
                                             "= :location AND lot_id = :lot AND date > :date";
constexpr std::string_view reserveSql = "UPDATE inventory_level SET reserved = reserved + :change WHERE product_id = "
                                        ":product AND location_id = :location AND "
                                        "lot_id = :lot";
constexpr std::string_view atSql = "SELECT on_hand, reserved FROM inventory_level WHERE product_id = :product AND "
                                   "location_id = :location AND lot_id = :lot";
constexpr std::string_view ofProductSql =
    "SELECT CAST(COALESCE(SUM(l.on_hand), 0) AS BIGINT), CAST(COALESCE(SUM(l.reserved), 0) AS BIGINT) FROM "
    "inventory_level l "
    "JOIN inventory_location p ON p.id = l.location_id WHERE l.product_id = :product AND p.type = 'storage'";
constexpr std::string_view ofProductAtSql = "SELECT CAST(COALESCE(SUM(on_hand), 0) AS BIGINT), "
                                            "CAST(COALESCE(SUM(reserved), 0) AS BIGINT) FROM inventory_level WHERE "
                                            "product_id = :product AND location_id = :location";
constexpr std::string_view inStockSql =
    "SELECT 1 FROM inventory_level l JOIN inventory_location p ON p.id = l.location_id WHERE l.product_id = :product "
    "AND "
    "l.lot_id = :lot AND l.on_hand > 0 AND p.type IN ('storage', 'transit') LIMIT 1";

Decimal quantityAt(const Row& row, std::size_t column) { return {row.integer(column), quantityScale}; }

Level levelAt(const Row& row) { return {.onHand = quantityAt(row, 0), .reserved = quantityAt(row, 1)}; }

struct Changed {
    Level level;
    tenon::Date lastDate;
};

[[noreturn]] void refuse(const Spot& spot, tenon::Date date, Decimal shortage) {
    throw tenon::Conflict(
        "NEGATIVE_STOCK",
        {"There is not enough in stock: on {date}, {shortage} would be missing.",
         {{"date", date.text()}, {"shortage", trimmed(shortage, 0).text()}}},
        {{"product", spot.product},
         {"location", spot.location},
         {"date", date.text()},
         {"shortage", trimmed(shortage, 0).text()}}
    );
}

} // namespace

void Levels::change(const Spot& spot, Decimal change, tenon::Date date, Shortage shortage) {
    const Decimal scaled = rounded(change, quantityScale);
    const auto changed = _database.first(
        changeSql,
        {{"company", spot.company},
         {"product", spot.product},
         {"location", spot.location},
         {"lot", spot.lot},
         {"change", scaled},
         {"date", date}},
        [](const Row& row) {
            return Changed{levelAt(row), row.get<tenon::Date>(2)};
        }
    );
    _database.execute(
        changeDaySql,
        {{"product", spot.product}, {"location", spot.location}, {"lot", spot.lot}, {"date", date}, {"change", scaled}}
    );
    if (shortage == Shortage::Allow || !isNegative(change)) {
        return;
    }
    const Level& level = changed.value().level;
    if (changed->lastDate > date) {
        requireEnough(spot, level.onHand, date);
    }
    if (isNegative(level.available())) {
        refuse(spot, date, -level.available());
    }
}

/// Walks back from today's sum: each day ended with what the next one did, less what changed on that.
void Levels::requireEnough(const Spot& spot, Decimal onHand, tenon::Date date) {
    std::optional<tenon::Date> first;
    Decimal missing;
    _database.each(
        daysFromSql,
        {{"product", spot.product}, {"location", spot.location}, {"lot", spot.lot}, {"date", date}},
        [&](const Row& row) {
            if (isNegative(onHand)) {
                first = row.get<tenon::Date>(0);
                missing = -onHand;
            }
            onHand -= quantityAt(row, 1);
        }
    );
    if (first) {
        refuse(spot, *first, missing);
    }
}

void Levels::reserve(const Spot& spot, Decimal change) {
    _database.execute(
        reserveSql,
        {{"change", rounded(change, quantityScale)},
         {"product", spot.product},
         {"location", spot.location},
         {"lot", spot.lot}}
    );
}

Level Levels::at(const Spot& spot) const {
    return _database.first(atSql, {{"product", spot.product}, {"location", spot.location}, {"lot", spot.lot}}, levelAt)
        .value_or(Level{Decimal(0, quantityScale), Decimal(0, quantityScale)});
}

Decimal Levels::onHand(const Spot& spot, tenon::Date date) const {
    const auto later = _database.value<std::int64_t>(
        changesAfterSql, {{"product", spot.product}, {"location", spot.location}, {"lot", spot.lot}, {"date", date}}
    );
    return at(spot).onHand - Decimal(later.value_or(0), quantityScale);
}

Level Levels::ofProduct(std::int64_t product) const {
    return _database.first(ofProductSql, {{"product", product}}, levelAt).value();
}

Level Levels::ofProduct(std::int64_t product, std::int64_t location) const {
    return _database.first(ofProductAtSql, {{"product", product}, {"location", location}}, levelAt).value();
}

bool Levels::isInStock(std::int64_t product, std::int64_t lot) const {
    return _database.value<std::int64_t>(inStockSql, {{"product", product}, {"lot", lot}}).has_value();
}

} // namespace inventory
