/// What stock is worth, and what is to be ordered.

#include "routes/parts.h"
#include "routes/past.h"
#include "routes/printed_valuation.h"

#include <tenon/documents/printing.h>

#include <algorithm>
#include <iterator>

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Request;
using tenon::Row;

constexpr std::string_view viewing = "inventory.levels.view";
constexpr std::string_view valuationSql = "SELECT h.product_id, p.name, p.sku, p.unit, h.quantity, h.value, h.cost "
                                          "FROM inventory_holding h JOIN inventory_product "
                                          "p ON p.id = h.product_id WHERE h.company_id = :company AND (h.quantity <> 0 "
                                          "OR h.value <> 0) ORDER BY p.sku, p.id LIMIT "
                                          "10000";
constexpr std::string_view totalSql =
    "SELECT CAST(COALESCE(SUM(value), 0) AS BIGINT) FROM inventory_holding WHERE company_id = :company";
constexpr std::string_view neededSql =
    "SELECT r.id, r.product_id, p.name, p.sku, r.location_id, r.minimum, r.maximum, CAST(COALESCE((SELECT "
    "SUM(l.on_hand - "
    "l.reserved) FROM inventory_level l WHERE l.product_id = r.product_id AND l.location_id = r.location_id), 0) + "
    "COALESCE((SELECT SUM(m.quantity) FROM inventory_movement m WHERE m.product_id = r.product_id AND m.to_location_id "
    "= "
    "r.location_id AND m.state IN ('draft', 'assigned')), 0) AS BIGINT) AS expected FROM inventory_reorder_rule r JOIN "
    "inventory_product p ON p.id = r.product_id WHERE r.company_id = :company AND r.is_active ORDER BY r.id LIMIT "
    "10000";

JsonObject valuation(tenon::Database& database, const organisation::Company& company, const Request& request) {
    if (const auto moment = momentOf(request)) {
        return pastValuation(database, company, *moment);
    }
    const int digits = company.currency.digits;
    const tenon::Decimal total(database.value<std::int64_t>(totalSql, {{"company", company.id}}).value(), costScale);
    JsonArray rows;
    database.each(valuationSql, {{"company", company.id}}, [&](const Row& row) {
        rows.push_back(
            {{"product", row.integer(0)},
             {"product_name", row.text(1)},
             {"sku", row.text(2)},
             {"unit", row.text(3)},
             {"quantity", quantityJson(row.integer(4))},
             {"value", moneyJson(row, 5, digits)},
             {"unit_cost", moneyJson(row, 6, digits)}}
        );
    });
    return {
        {"company_id", company.id},
        {"currency", company.currency.code},
        {"total", rounded(total, digits).text()},
        {"products", std::move(rows)}};
}

JsonArray needed(tenon::Database& database, StockService& stock, const Request& request) {
    const organisation::Company company = stock.companies().current(request, viewing);
    JsonArray rows;
    database.each(neededSql, {{"company", company.id}}, [&](const Row& row) {
        const std::int64_t expected = row.integer(7);
        if (expected < row.integer(5)) {
            rows.push_back(
                {{"rule", row.integer(0)},
                 {"product", row.integer(1)},
                 {"product_name", row.text(2)},
                 {"sku", row.text(3)},
                 {"location_id", row.integer(4)},
                 {"expected", quantityJson(expected)},
                 {"minimum", quantityJson(row.integer(5))},
                 {"quantity", quantityJson(row.integer(6) - expected)}}
            );
        }
    });
    return rows;
}

tenon::Fields valuationQuery() {
    tenon::Fields fields = pastQuery();
    std::ranges::move(documents::printingFields(), std::back_inserter(fields));
    return fields;
}

} // namespace

void declareValuation(tenon::App& app, StockService& stock) {
    tenon::Database& database = app.database();
    app.get(
           "/inventory/valuation/",
           [&app, &database, &stock](const Request& request) {
               const organisation::Company company = stock.companies().current(request, viewing);
               const auto print = [&](const JsonObject& json, std::string_view language) {
                   return printedValuation(app, company, json, language);
               };
               return documents::answer(app, request, valuation(database, company, request), "stock-valuation", print);
           }
    )
        .needs(viewing)
        .query(valuationQuery())
        .answers(
            {integer("company_id"), text("currency"), decimal("total", costScale), list("products", json("product"))}
        )
        .summary("What a company's stock is worth, or was at an instant or at the end of a day");
    app.get(
           "/inventory/reorder-needs/",
           [&database, &stock](const Request& request) { return tenon::list(needed(database, stock, request)); }
    )
        .needs(viewing)
        .query({organisation::companyField()})
        .answersList(
            {integer("rule"),
             integer("product"),
             text("product_name"),
             text("sku"),
             integer("location_id"),
             decimal("expected", quantityScale).help("Available, and what is planned to come"),
             decimal("minimum", quantityScale),
             decimal("quantity", quantityScale).help("What fills up to the maximum")}
        )
        .summary("What is to be ordered by the reorder rules");
}

} // namespace inventory
