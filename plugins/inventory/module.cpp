/// Inventory: products, units, warehouses, movements of goods, what lies where and what it is worth.
///
/// Rules without a database stand in valuation/, the stock in stock/, routes in routes/; the tables that people keep in
/// catalogue.cpp.

#include "catalogue.h"
#include "demo_stock.h"
#include "routes/parts.h"
#include "stock/verification.h"

#include <tenon/module.h>

namespace {

void declarePermissions(tenon::App& app) {
    app.permission("inventory.movements.view", "May read movements of stock.");
    app.permission("inventory.movements.add", "May move goods, plan movements and reserve.");
    app.permission("inventory.movements.change", "May carry out, cancel and undo movements.");
    app.permission("inventory.adjustments.add", "May correct stock without a count.");
    app.permission("inventory.levels.view", "May read what is in stock and what it is worth.");
    app.permission("inventory.counts.view", "May read counts.");
    app.permission("inventory.counts.add", "May count stock.");
    app.permission("inventory.counts.confirm", "May confirm counts of others.");
    app.permission("inventory.prices.change", "May change the price of what was received.");
    app.permission("inventory.book.change", "May close stock up to a day, and set the limit of corrections.");
}

} // namespace

TENON_MODULE(inventory, "1.0.0", "organisation, accounting?, documents?") {
    app.dialect("gaara");
    declarePermissions(app);
    const auto stock = std::make_shared<inventory::StockService>(app, app.find<organisation::Companies>());
    app.provide<inventory::Stock>(stock);
    inventory::StockService& kept = *app.keep<std::shared_ptr<inventory::StockService>>(stock);

    inventory::declareCatalogue(app, kept);
    inventory::declareMovements(app, kept);
    inventory::declareLevels(app, kept);
    inventory::declareValuation(app, kept);
    inventory::declareCounts(app, kept);
    inventory::declareBook(app, kept);
    inventory::verifyNightly(app, kept.companies());

    app.subscribe("company.created", [&app](const tenon::Event& event) {
        inventory::requireWarehouse(app.database(), event.data.at("id").as_int64());
    });
    app.onReady([&app] { inventory::requireWarehouses(app.database()); });
    app.demo([&app, &kept](const tenon::Caller& system) { inventory::loadDemoStock(app, kept, system); });
}
