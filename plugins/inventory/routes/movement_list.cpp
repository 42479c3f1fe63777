#include "routes/movement_list.h"

#include <tenon/like.h>

#include <map>

namespace inventory {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::Param;
using tenon::Row;

constexpr std::string_view selectSql =
    "SELECT m.id, m.uuid, m.version, m.company_id, m.product_id, p.name, p.sku, p.unit, m.from_location_id, f.name, "
    "f.type, "
    "f.warehouse_id, m.to_location_id, t.name, t.type, t.warehouse_id, m.lot_id, l.code, m.quantity, m.unit, "
    "m.unit_quantity, m.unit_cost, m.value, m.state, coalesce(m.effective_date, m.planned_date), m.reference, "
    "m.returned, "
    "m.return_of_id, m.created_at, m.updated_at, m.correction, m.landed_cost";
constexpr std::string_view fromSql =
    " FROM inventory_movement m JOIN inventory_product p ON p.id = m.product_id JOIN inventory_location f ON f.id = "
    "m.from_location_id JOIN inventory_location t ON t.id = m.to_location_id LEFT JOIN inventory_lot l ON l.id = "
    "m.lot_id "
    "WHERE ";
constexpr std::string_view searchSql =
    "(lower(p.name) LIKE lower(:search) ESCAPE '\\' OR lower(p.sku) LIKE lower(:search) "
    "ESCAPE '\\' OR lower(m.reference) LIKE lower(:search) ESCAPE '\\')";

bool isInternal(std::string_view type) { return type == "storage" || type == "transit"; }

std::string_view typeOf(std::string_view from, std::string_view to) {
    if (from == "lost" || to == "lost") {
        return "adjustment";
    }
    return isInternal(from) == isInternal(to) ? "transfer" : isInternal(to) ? "in" : "out";
}

/// Decimals of the companies' currencies, each asked for once.
class Digits {
public:
    explicit Digits(organisation::Companies& companies) : _companies(companies) {}

    int of(std::int64_t company) {
        const auto [found, isNew] = _known.try_emplace(company, 0);
        if (isNew) {
            found->second = _companies.company(company).currency.digits;
        }
        return found->second;
    }

private:
    organisation::Companies& _companies;
    std::map<std::int64_t, int> _known;
};

JsonObject jsonOf(const Row& row, int digits) {
    const bool comesFromOutside = row.isNull(11);
    return {
        {"id", row.integer(0)},
        {"uuid", row.text(1)},
        {"version", row.integer(2)},
        {"company_id", row.integer(3)},
        {"product", row.integer(4)},
        {"product_id", row.integer(4)},
        {"product_name", row.text(5)},
        {"sku", row.text(6)},
        {"movement_type", typeOf(row.text(10), row.text(14))},
        {"from_location_id", row.integer(8)},
        {"from_location", row.text(9)},
        {"to_location_id", row.integer(12)},
        {"to_location", row.text(13)},
        {"warehouse", numberJson(row, comesFromOutside ? 15 : 11)},
        {"lot_id", numberJson(row, 16)},
        {"lot", textJson(row, 17)},
        {"quantity", quantityJson(row.integer(18))},
        {"unit", row.text(19)},
        {"unit_quantity", quantityJson(row.integer(20))},
        {"unit_cost", moneyJson(row, 21, digits)},
        {"value", moneyJson(row, 22, digits)},
        {"correction", moneyJson(row, 30, digits)},
        {"landed_cost", moneyJson(row, 31, digits)},
        {"state", row.text(23)},
        {"date", row.text(24)},
        {"reference", textJson(row, 25)},
        {"returned", quantityJson(row.integer(26))},
        {"return_of", numberJson(row, 27)},
        {"created_at", row.text(28)},
        {"updated_at", row.text(29)},
    };
}

} // namespace

tenon::Page listedMovements(
    tenon::Database& database,
    organisation::Companies& companies,
    const tenon::Condition& reach,
    const JsonObject& filter,
    const tenon::Paging& paging
) {
    std::string where = reach.sql.empty() ? "1 = 1" : "(" + reach.sql + ")";
    std::vector<Param> params = reach.params();
    const auto require = [&](std::string_view condition, std::string_view name, tenon::Value value) {
        where.append(" AND ").append(condition);
        params.push_back({name, std::move(value)});
    };
    const std::string pattern = tenon::likePattern(tenon::textAt(filter, "search"));
    if (pattern.size() > 2) {
        require(searchSql, "search", pattern);
    }
    if (const Json* product = filter.if_contains("product"); product != nullptr && product->is_int64()) {
        require("m.product_id = :product", "product", product->get_int64());
    }
    if (const Json* company = filter.if_contains("company_id"); company != nullptr && company->is_int64()) {
        require("m.company_id = :company", "company", company->get_int64());
    }
    if (const Json* location = filter.if_contains("location"); location != nullptr && location->is_int64()) {
        require("(m.from_location_id = :location OR m.to_location_id = :location)", "location", location->get_int64());
    }
    if (const std::string_view state = tenon::textAt(filter, "state"); !state.empty()) {
        require("m.state = :state", "state", state);
    }
    if (const auto from = dateAt(filter, "date_from")) {
        require("coalesce(m.effective_date, m.planned_date) >= :date_from", "date_from", *from);
    }
    if (const auto to = dateAt(filter, "date_to")) {
        require("coalesce(m.effective_date, m.planned_date) <= :date_to", "date_to", *to);
    }
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    const std::string from = std::string(fromSql) + where;
    // What is joined neither adds rows nor takes any away: only a search needs it.
    const std::string counted = pattern.size() > 2 ? from : " FROM inventory_movement m WHERE " + where;
    database.run("SELECT COUNT(*)" + counted, params, [&](const Row& row) { page.total = row.integer(0); });
    params.push_back({"limit", paging.size});
    params.push_back({"offset", paging.offset});
    Digits digits(companies);
    database.run(
        std::string(selectSql) + from + " ORDER BY m.id DESC LIMIT :limit OFFSET :offset",
        params,
        [&](const Row& row) { page.items.emplace_back(jsonOf(row, digits.of(row.integer(3)))); }
    );
    return page;
}

JsonObject movementJson(tenon::Database& database, organisation::Companies& companies, std::int64_t id) {
    static const std::string sql = std::string(selectSql).append(fromSql).append("m.id = :id");
    Digits digits(companies);
    auto movement =
        database.first(sql, {{"id", id}}, [&](const Row& row) { return jsonOf(row, digits.of(row.integer(3))); });
    if (!movement) {
        throw tenon::NotFound();
    }
    return std::move(*movement);
}

tenon::Reply answeredMovement(tenon::App& app, StockService& stock, std::int64_t id) {
    JsonObject movement = movementJson(app.database(), stock.companies(), id);
    const std::string etag = '"' + std::to_string(movement.at("version").as_int64()) + '"';
    return tenon::ok(std::move(movement)).with("ETag", etag);
}

} // namespace inventory
