#include "stock/history.h"

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <string>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Param;
using tenon::Row;

// One pass over the movements sums them by their ends, and by few of them what lay where. The texts are completed
// by whose movements these are.
constexpr std::string_view movedSql =
    "WITH moved AS (SELECT m.product_id, m.from_location_id, m.to_location_id, COALESCE(m.lot_id, 0) AS lot_id, "
    "SUM(CASE WHEN m.state = 'done' AND m.ended_at <= :as_of AND m.effective_date <= :date THEN m.quantity ELSE 0 END) "
    "AS "
    "quantity, SUM(CASE WHEN "
    "m.reserved_at <= :as_of AND (m.ended_at IS NULL OR m.ended_at > :as_of) THEN m.quantity ELSE 0 END) AS reserved "
    "FROM "
    "inventory_movement m WHERE ((m.state = 'done' AND m.ended_at <= :as_of AND m.effective_date <= :date) OR "
    "(m.reserved_at <= :as_of AND (m.ended_at IS NULL OR m.ended_at > :as_of))) AND ";
constexpr std::string_view placesSql =
    " GROUP BY m.product_id, m.from_location_id, m.to_location_id, COALESCE(m.lot_id, 0)) ";
constexpr std::string_view ownSql =
    " FROM (SELECT product_id, to_location_id AS location_id, lot_id, quantity, 0 AS reserved FROM moved UNION ALL "
    "SELECT "
    "product_id, from_location_id, lot_id, -quantity, reserved FROM moved) s JOIN inventory_location a ON a.id = "
    "s.location_id WHERE a.type IN ('storage', 'transit')";
constexpr std::string_view groupSql = " GROUP BY s.product_id, s.location_id, s.lot_id, a.type";
constexpr std::string_view pageSql = " ORDER BY s.product_id, s.location_id, s.lot_id LIMIT :limit OFFSET :offset";

constexpr std::string_view bookedSql =
    "WITH booked AS (SELECT m.product_id, m.from_location_id, SUM(m.quantity) AS quantity, SUM(m.booked_value) AS "
    "value "
    "FROM inventory_movement m WHERE m.state = 'done' AND m.booked_value IS NOT NULL AND m.ended_at <= :as_of AND "
    "m.effective_date <= :date AND ";
constexpr std::string_view revaluedSql =
    " GROUP BY m.product_id, m.from_location_id), changes AS (SELECT b.product_id, CASE WHEN f.type IN ('storage', "
    "'transit') THEN -b.quantity ELSE b.quantity END AS quantity, b.value FROM booked b JOIN inventory_location f ON "
    "f.id "
    "= b.from_location_id UNION ALL SELECT m.product_id, 0, m.difference FROM inventory_revaluation m WHERE m.at <= "
    ":as_of AND m.date <= :date AND ";
constexpr std::string_view valuesSql =
    ") SELECT s.product_id, CAST(SUM(s.quantity) AS BIGINT), CAST(SUM(s.value) AS BIGINT), (SELECT l.cost FROM (SELECT "
    "* "
    "FROM (SELECT m.turn, m.booked_cost AS cost FROM inventory_movement m WHERE m.product_id = s.product_id AND m.turn "
    "IS "
    "NOT NULL AND m.booked_cost IS NOT NULL AND m.ended_at <= :as_of AND m.effective_date <= :date ORDER BY m.turn "
    "DESC "
    "LIMIT 1) AS moved UNION ALL SELECT * FROM (SELECT r.turn, r.cost FROM inventory_revaluation r WHERE r.product_id "
    "= "
    "s.product_id AND r.at <= :as_of AND r.date <= :date ORDER BY r.turn DESC LIMIT 1) AS revalued) l ORDER BY l.turn "
    "DESC LIMIT 1) FROM changes s GROUP BY s.product_id ORDER BY s.product_id";

constexpr std::string_view plannedSql =
    "SELECT CAST(COALESCE(SUM(CASE WHEN t.type = 'storage' AND f.type <> 'storage' THEN p.change ELSE 0 END), 0) AS "
    "BIGINT), CAST(COALESCE(SUM(CASE WHEN f.type = 'storage' AND t.type <> 'storage' THEN p.change ELSE 0 END), 0) AS "
    "BIGINT) FROM inventory_planned_change p JOIN inventory_location f ON f.id = p.from_location_id JOIN "
    "inventory_location t ON t.id = p.to_location_id WHERE p.product_id = :product AND p.at <= :as_of AND p.date <= "
    ":date";

// Later than everything that is stored.
constexpr tenon::Date lastDay(std::chrono::year(9999) / 12 / 31);
constexpr tenon::Timestamp lastInstant(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));

std::string_view ofWhat(std::optional<std::int64_t> product) {
    return product ? "m.company_id = :company AND m.product_id = :product" : "m.company_id = :company";
}

std::vector<Param> paramsOf(std::int64_t company, std::optional<std::int64_t> product, const Moment& moment) {
    std::vector<Param> params{
        {"company", company}, {"as_of", moment.asOf.value_or(lastInstant)}, {"date", moment.date.value_or(lastDay)}};
    if (product) {
        params.push_back({"product", *product});
    }
    return params;
}

/// `columns` of the levels wanted, one row for each place.
std::string levelsSql(std::string_view columns, const LevelFilter& filter, std::vector<Param>& params) {
    std::string sql(movedSql);
    sql.append(ofWhat(filter.product)).append(placesSql).append(columns).append(ownSql);
    const auto require = [&](std::string_view condition, std::string_view name, std::optional<std::int64_t> value) {
        if (value) {
            sql.append(condition);
            params.push_back({name, *value});
        }
    };
    require(" AND s.location_id = :location", "location", filter.location);
    require(" AND s.lot_id = :lot", "lot", filter.lot);
    return sql.append(groupSql);
}

} // namespace

std::vector<PastLevel>
History::levels(const LevelFilter& filter, const Moment& moment, std::int64_t limit, std::int64_t offset) const {
    std::vector<Param> params = paramsOf(filter.company, filter.product, moment);
    constexpr std::string_view columns =
        "SELECT s.product_id, s.location_id, s.lot_id, a.type, CAST(SUM(s.quantity) AS "
        "BIGINT), CAST(SUM(s.reserved) AS BIGINT)";
    const std::string sql = levelsSql(columns, filter, params).append(pageSql);
    params.push_back({"limit", limit});
    params.push_back({"offset", offset});
    std::vector<PastLevel> levels;
    _database.run(sql, params, [&](const Row& row) {
        levels.push_back(
            {.product = row.integer(0),
             .location = row.integer(1),
             .lot = row.integer(2),
             .isStorage = row.text(3) == "storage",
             .onHand = Decimal(row.integer(4), quantityScale),
             .reserved = Decimal(row.integer(5), quantityScale)}
        );
    });
    return levels;
}

std::int64_t History::levelCount(const LevelFilter& filter, const Moment& moment) const {
    std::vector<Param> params = paramsOf(filter.company, filter.product, moment);
    const std::string sql = levelsSql("SELECT COUNT(*) OVER ()", filter, params).append(" LIMIT 1");
    std::int64_t count = 0;
    _database.run(sql, params, [&](const Row& row) { count = row.integer(0); });
    return count;
}

Planned History::planned(std::int64_t product, const Moment& moment) const {
    return _database
        .first(
            plannedSql,
            {{"product", product},
             {"as_of", moment.asOf.value_or(lastInstant)},
             {"date", moment.date.value_or(lastDay)}},
            [](const Row& row) {
                return Planned{Decimal(row.integer(0), quantityScale), Decimal(row.integer(1), quantityScale)};
            }
        )
        .value();
}

std::vector<PastValue>
History::values(std::int64_t company, std::optional<std::int64_t> product, const Moment& moment) const {
    const std::string_view of = ofWhat(product);
    const std::string sql = std::string(bookedSql).append(of).append(revaluedSql).append(of).append(valuesSql);
    std::vector<PastValue> values;
    _database.run(sql, paramsOf(company, product, moment), [&](const Row& row) {
        values.push_back(
            {.product = row.integer(0),
             .quantity = Decimal(row.integer(1), quantityScale),
             .value = Decimal(row.integer(2), costScale),
             .cost = row.isNull(3) ? std::nullopt : std::optional(Decimal(row.integer(3), costScale))}
        );
    });
    return values;
}

} // namespace inventory
