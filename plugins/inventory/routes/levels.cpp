/// What lies where.

#include "routes/parts.h"
#include "routes/past.h"

#include <tenon/like.h>

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Param;
using tenon::Request;
using tenon::Row;

constexpr std::string_view viewing = "inventory.levels.view";
constexpr std::string_view levelsSql = "SELECT l.id, l.company_id, l.product_id, p.name, p.sku, p.unit, l.location_id, "
                                       "a.name, a.warehouse_id, w.name, l.lot_id, "
                                       "t.code, l.on_hand, l.reserved";
constexpr std::string_view levelsFromSql =
    " FROM inventory_level l JOIN inventory_product p ON p.id = l.product_id JOIN inventory_location a ON a.id = "
    "l.location_id LEFT JOIN inventory_warehouse w ON w.id = a.warehouse_id LEFT JOIN inventory_lot t ON t.id = "
    "l.lot_id "
    "WHERE a.type IN ('storage', 'transit')";
constexpr std::string_view productLevelsSql =
    "SELECT a.id, a.name, a.warehouse_id, l.lot_id, l.on_hand, l.reserved, CAST(l.on_hand - COALESCE((SELECT "
    "SUM(c.change) FROM inventory_daily_change c WHERE c.product_id = l.product_id AND c.location_id = l.location_id "
    "AND "
    "c.lot_id = l.lot_id AND c.date > :date), 0) AS BIGINT) FROM inventory_level l JOIN inventory_location a ON a.id = "
    "l.location_id WHERE l.product_id = :product AND a.type IN ('storage', 'transit') ORDER BY a.id, l.lot_id";
constexpr std::string_view plannedSql =
    "SELECT CAST(COALESCE(SUM(CASE WHEN t.type = 'storage' AND f.type <> 'storage' THEN m.quantity ELSE 0 END), 0) AS "
    "BIGINT), CAST(COALESCE(SUM(CASE WHEN f.type = 'storage' AND t.type <> 'storage' THEN m.quantity ELSE 0 END), 0) "
    "AS BIGINT) FROM inventory_movement m JOIN inventory_location f ON f.id = m.from_location_id JOIN "
    "inventory_location "
    "t ON t.id = m.to_location_id WHERE m.product_id = :product AND m.state IN ('draft', 'assigned') AND "
    "m.planned_date "
    "<= :date";
// Who only reserves takes the product's turn as well: a cost is known when something was booked.
constexpr std::string_view holdingSql =
    "SELECT h.value, h.cost FROM inventory_holding h WHERE h.product_id = :product AND (EXISTS (SELECT 1 FROM "
    "inventory_movement m WHERE m.product_id = h.product_id AND m.state = 'done' AND m.booked_cost IS NOT NULL) OR "
    "EXISTS "
    "(SELECT 1 FROM inventory_revaluation r WHERE r.product_id = h.product_id))";
constexpr std::string_view companySql = "SELECT company_id FROM inventory_product WHERE id = :product";
constexpr tenon::Date lastDay(std::chrono::year(9999) / 12 / 31);

tenon::Fields levelMembers() {
    return {
        integer("id"),
        integer("company_id"),
        integer("product"),
        integer("product_id"),
        text("product_name"),
        text("sku"),
        text("unit"),
        integer("location_id"),
        text("location"),
        integer("warehouse").nullable(),
        integer("warehouse_id").nullable(),
        text("warehouse_name").nullable(),
        integer("lot_id").nullable(),
        text("lot").nullable(),
        decimal("quantity", quantityScale).help("On hand"),
        decimal("on_hand", quantityScale),
        decimal("reserved", quantityScale),
        decimal("available", quantityScale).help("On hand and not reserved"),
    };
}

JsonObject levelJson(const Row& row) {
    const std::int64_t lot = row.integer(10);
    return {
        {"id", row.integer(0)},
        {"company_id", row.integer(1)},
        {"product", row.integer(2)},
        {"product_id", row.integer(2)},
        {"product_name", row.text(3)},
        {"sku", row.text(4)},
        {"unit", row.text(5)},
        {"location_id", row.integer(6)},
        {"location", row.text(7)},
        {"warehouse", numberJson(row, 8)},
        {"warehouse_id", numberJson(row, 8)},
        {"warehouse_name", textJson(row, 9)},
        {"lot_id", lot == 0 ? Json(nullptr) : Json(lot)},
        {"lot", textJson(row, 11)},
        {"quantity", quantityJson(row.integer(12))},
        {"on_hand", quantityJson(row.integer(12))},
        {"reserved", quantityJson(row.integer(13))},
        {"available", quantityJson(row.integer(12) - row.integer(13))},
    };
}

tenon::Page listed(tenon::Database& database, StockService& stock, const Request& request) {
    const tenon::Condition reach = reachOf(request.caller(), viewing, "l");
    std::string from(levelsFromSql);
    std::vector<Param> params = reach.params();
    if (!reach.sql.empty()) {
        from.append(" AND (").append(reach.sql).append(")");
    }
    const JsonObject& filter = request.arguments();
    if (filter.contains("company_id")) {
        from.append(" AND l.company_id = :company");
        params.push_back({"company", stock.companies().current(request, viewing).id});
    }
    const std::pair<std::string_view, std::string_view> filters[] = {
        {"product", " AND l.product_id = :product"},
        {"warehouse", " AND a.warehouse_id = :warehouse"},
        {"location", " AND l.location_id = :location"},
        {"lot", " AND l.lot_id = :lot"},
    };
    for (const auto& [name, condition] : filters) {
        if (const Json* id = filter.if_contains(name); id != nullptr && id->is_int64()) {
            from.append(condition);
            params.push_back({name, id->get_int64()});
        }
    }
    const std::string pattern = tenon::likePattern(tenon::textAt(filter, "search"));
    if (pattern.size() > 2) {
        from.append(
            " AND (lower(p.name) LIKE lower(:search) ESCAPE '\\' OR lower(p.sku) LIKE lower(:search) ESCAPE '\\')"
        );
        params.push_back({"search", pattern});
    }
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    database.run("SELECT COUNT(*)" + from, params, [&](const Row& row) { page.total = row.integer(0); });
    params.push_back({"limit", paging.size});
    params.push_back({"offset", paging.offset});
    database.run(
        std::string(levelsSql) + from + " ORDER BY l.id LIMIT :limit OFFSET :offset",
        params,
        [&](const Row& row) { page.items.emplace_back(levelJson(row)); }
    );
    return page;
}

JsonArray levelsOf(tenon::Database& database, std::int64_t product, std::optional<tenon::Date> date) {
    JsonArray levels;
    database.each(productLevelsSql, {{"product", product}, {"date", date.value_or(lastDay)}}, [&](const Row& row) {
        const std::int64_t lot = row.integer(3);
        JsonObject level{
            {"location_id", row.integer(0)},
            {"location", row.text(1)},
            {"warehouse_id", numberJson(row, 2)},
            {"lot_id", lot == 0 ? Json(nullptr) : Json(lot)},
            {"on_hand", quantityJson(row.integer(4))},
            {"reserved", quantityJson(row.integer(5))},
            {"available", quantityJson(row.integer(4) - row.integer(5))},
        };
        if (date) {
            level.emplace("on_hand_on_date", quantityJson(row.integer(6)));
        }
        levels.push_back(std::move(level));
    });
    return levels;
}

JsonObject stockOf(tenon::Database& database, StockService& stock, const Request& request) {
    const std::int64_t product = reached(database, Named::Product, request, viewing);
    const organisation::Company company =
        stock.companies().company(database.value<std::int64_t>(companySql, {{"product", product}}).value());
    const auto moment = momentOf(request);
    if (moment && moment->asOf) {
        return pastStock(database, company, product, *moment);
    }
    const int digits = company.currency.digits;
    const auto date = moment ? moment->date : std::nullopt;
    const Level level = stock.level(product, std::nullopt);
    JsonObject answer{
        {"product", product},
        {"on_hand", trimmed(level.onHand, 0).text()},
        {"reserved", trimmed(level.reserved, 0).text()},
        {"available", trimmed(level.available(), 0).text()},
        {"value", tenon::Decimal(0, digits).text()},
        {"unit_cost", nullptr},
    };
    database.each(plannedSql, {{"product", product}, {"date", date.value_or(lastDay)}}, [&](const Row& row) {
        answer["incoming"] = quantityJson(row.integer(0));
        answer["outgoing"] = quantityJson(row.integer(1));
        const tenon::Decimal planned(row.integer(0) - row.integer(1), quantityScale);
        answer["forecast"] = trimmed(level.onHand + planned, 0).text();
    });
    database.each(holdingSql, {{"product", product}}, [&](const Row& row) {
        answer["value"] = moneyJson(row, 0, digits);
        answer["unit_cost"] = moneyJson(row, 1, digits);
    });
    answer["levels"] = levelsOf(database, product, date);
    return answer;
}

} // namespace

void declareLevels(tenon::App& app, StockService& stock) {
    tenon::Database& database = app.database();
    tenon::Fields query = pastQuery();
    for (const tenon::Field& field :
         {text("search", 120), integer("product"), integer("warehouse"), integer("location"), integer("lot")}) {
        query.push_back(field);
    }
    app.get(
           "/inventory/stock-levels/",
           [&database, &stock](const Request& request) {
               const auto moment = momentOf(request);
               return tenon::page(
                   moment ? pastLevels(database, stock.companies().current(request, viewing), request, *moment)
                          : listed(database, stock, request)
               );
           }
    )
        .needs(viewing)
        .query(query)
        .answersList(levelMembers())
        .summary("What lies where, or lay at an instant or at the end of a day");
    app.get(
           "/inventory/products/{id}/stock/",
           [&database, &stock](const Request& request) { return tenon::ok(stockOf(database, stock, request)); }
    )
        .needs(viewing)
        .query(
            {timestamp("as_of").help("What was known at this instant: ids and figures only"),
             date("date").help("Adds what there was at the end of that day; plans up to it count")}
        )
        .answers(
            {integer("product"),
             decimal("on_hand", quantityScale),
             decimal("reserved", quantityScale),
             decimal("available", quantityScale),
             decimal("incoming", quantityScale).nullable(),
             decimal("outgoing", quantityScale).nullable(),
             decimal("forecast", quantityScale).nullable().help("On hand, with what is planned"),
             decimal("value", costScale),
             decimal("unit_cost", costScale).nullable(),
             list("levels", json("level"))}
        )
        .summary("What there is of a product, where, and what it is worth");
}

} // namespace inventory
