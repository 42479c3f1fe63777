#include "routes/printed_valuation.h"

#include <tenon/time.h>

#include <map>
#include <string>
#include <utility>

namespace inventory {

namespace {

using documents::Kind;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view productsSql =
    "SELECT p.id, p.sku, p.name, p.unit FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id "
    "WHERE h.company_id = :company ORDER BY p.id LIMIT 100000";

struct Named {
    std::string sku;
    std::string name;
    std::string unit;
};

std::map<std::int64_t, Named> productsOf(tenon::Database& database, std::int64_t company) {
    std::map<std::int64_t, Named> products;
    database.each(productsSql, {{"company", company}}, [&](const tenon::Row& row) {
        products[row.integer(0)] = {
            row.get<std::string>(1), row.get<std::string>(2), row.get<std::optional<std::string>>(3).value_or("")};
    });
    return products;
}

} // namespace

documents::Report printedValuation(
    tenon::App& app, const organisation::Company& company, const JsonObject& valuation, std::string_view language
) {
    const auto say = [&](const char* english) { return app.say(english, language); };
    documents::Report report;
    report.issuer = company.name;
    report.title = say("Stock valuation");
    report.language = language;
    documents::Section& section = report.sections.emplace_back();
    for (const auto& [name, member] :
         {std::pair{"As of", "date"}, {"As known at", "as_of"}, {"Currency", "currency"}}) {
        if (const std::string_view value = textAt(valuation, member); !value.empty()) {
            section.facts.push_back({say(name), std::string(value)});
        }
    }
    section.facts.push_back({say("Printed"), tenon::Clock::now().text().substr(0, 10)});
    documents::Table& table = section.table.emplace();
    table.columns = {
        {"product", {}, Kind::number, 0, true},
        {"sku", say("SKU")},
        {"product_name", say("Product"), Kind::text, 4},
        {"unit", say("Unit")},
        {"quantity", say("Quantity"), Kind::number},
        {"unit_cost", say("Unit cost"), Kind::money},
        {"value", say("Value"), Kind::money}};
    std::map<std::int64_t, Named> products = productsOf(app.database(), company.id);
    for (const tenon::Json& each : valuation.at("products").as_array()) {
        const JsonObject& row = each.as_object();
        const std::int64_t id = row.at("product").as_int64();
        const Named& product = products[id];
        table.rows.push_back(
            {.cells =
                 {documents::figure(id),
                  product.sku,
                  product.name,
                  product.unit,
                  documents::figure(textAt(row, "quantity")),
                  documents::figure(textAt(row, "unit_cost")),
                  documents::figure(textAt(row, "value"))}}
        );
    }
    documents::Row total;
    total.cells = {{}, {}, say("Total"), {}, {}, {}, documents::figure(textAt(valuation, "total"))};
    total.emphasis = documents::Emphasis::total;
    table.rows.push_back(std::move(total));
    return report;
}

} // namespace inventory
