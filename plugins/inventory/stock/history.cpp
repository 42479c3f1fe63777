#include "stock/history.h"

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <string>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Param;
using tenon::Row;

// What came, what went and what was reserved; each is completed by whose.
constexpr std::string_view cameSql = "SELECT m.product_id, m.to_location_id AS location_id, COALESCE(m.lot_id, 0) AS "
                                     "lot_id, m.quantity AS on_hand, 0 AS "
                                     "reserved FROM inventory_movement m WHERE m.state = 'done' AND m.ended_at <= "
                                     ":as_of AND m.effective_date <= :date AND ";
constexpr std::string_view wentSql =
    " UNION ALL SELECT m.product_id, m.from_location_id, COALESCE(m.lot_id, 0), -m.quantity, 0 FROM inventory_movement "
    "m "
    "WHERE m.state = 'done' AND m.ended_at <= :as_of AND m.effective_date <= :date AND ";
constexpr std::string_view reservedSql =
    " UNION ALL SELECT m.product_id, m.from_location_id, COALESCE(m.lot_id, 0), 0, m.quantity FROM inventory_movement "
    "m "
    "WHERE m.reserved_at <= :as_of AND (m.ended_at IS NULL OR m.ended_at > :as_of) AND ";
constexpr std::string_view ownSql =
    ") s JOIN inventory_location a ON a.id = s.location_id WHERE a.type IN ('storage', 'transit')";
constexpr std::string_view groupSql = " GROUP BY s.product_id, s.location_id, s.lot_id, a.type";
constexpr std::string_view pageSql = " ORDER BY s.product_id, s.location_id, s.lot_id LIMIT :limit OFFSET :offset";

constexpr std::string_view bookedSql =
    "SELECT m.product_id, m.turn, CASE WHEN f.type IN ('storage', 'transit') THEN -m.quantity ELSE m.quantity END AS "
    "quantity, m.booked_value AS value, m.booked_cost AS cost FROM inventory_movement m JOIN inventory_location f ON "
    "f.id = "
    "m.from_location_id WHERE m.state = 'done' AND m.booked_value IS NOT NULL AND m.ended_at <= :as_of AND "
    "m.effective_date <= :date AND ";
constexpr std::string_view revaluedSql = " UNION ALL SELECT m.product_id, m.turn, 0, m.difference, m.cost FROM "
                                         "inventory_revaluation m WHERE m.at <= :as_of AND "
                                         "m.date <= :date AND ";
constexpr std::string_view sumsSql =
    "SELECT product_id, CAST(SUM(quantity) AS BIGINT), CAST(SUM(value) AS BIGINT), MAX(last_cost) FROM (SELECT "
    "product_id, quantity, value, CASE WHEN turn = MAX(turn) OVER (PARTITION BY product_id) THEN cost END AS last_cost "
    "FROM (";
constexpr std::string_view byProductSql = ") c) s GROUP BY product_id ORDER BY product_id";

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

/// The levels wanted, one row for each place, without the columns that are asked of them.
std::string levelsFrom(const LevelFilter& filter, std::vector<Param>& params) {
    const std::string_view of = ofWhat(filter.product);
    std::string from(" FROM (");
    for (const std::string_view part : {cameSql, wentSql, reservedSql}) {
        from.append(part).append(of);
    }
    from.append(ownSql);
    const auto require = [&](std::string_view condition, std::string_view name, std::optional<std::int64_t> value) {
        if (value) {
            from.append(condition);
            params.push_back({name, *value});
        }
    };
    require(" AND s.location_id = :location", "location", filter.location);
    require(" AND s.lot_id = :lot", "lot", filter.lot);
    return from.append(groupSql);
}

} // namespace

std::vector<PastLevel>
History::levels(const LevelFilter& filter, const Moment& moment, std::int64_t limit, std::int64_t offset) const {
    std::vector<Param> params = paramsOf(filter.company, filter.product, moment);
    const std::string sql = "SELECT s.product_id, s.location_id, s.lot_id, a.type, CAST(SUM(s.on_hand) AS BIGINT), "
                            "CAST(SUM(s.reserved) AS BIGINT)"
                            + levelsFrom(filter, params).append(pageSql);
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
    const std::string sql = "SELECT COUNT(*) FROM (SELECT s.product_id" + levelsFrom(filter, params).append(") n");
    std::int64_t count = 0;
    _database.run(sql, params, [&](const Row& row) { count = row.integer(0); });
    return count;
}

std::vector<PastValue>
History::values(std::int64_t company, std::optional<std::int64_t> product, const Moment& moment) const {
    const std::string_view of = ofWhat(product);
    std::string sql(sumsSql);
    sql.append(bookedSql).append(of).append(revaluedSql).append(of).append(byProductSql);
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
