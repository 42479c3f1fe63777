#include "catalogue.h"

#include "catalogue_tables.h"
#include "product_import.h"
#include "uses.h"

#include <tenon/batch.h>

namespace inventory {

namespace {

using tenon::Conflict;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::ResourceRoutes;
using tenon::textAt;

constexpr std::string_view aboveCategorySql =
    "WITH RECURSIVE above(id) AS (SELECT id FROM inventory_category WHERE id = :parent UNION SELECT t.parent_id FROM "
    "inventory_category t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL) SELECT id FROM above WHERE id = "
    ":id";
constexpr std::string_view aboveLocationSql =
    "WITH RECURSIVE above(id) AS (SELECT id FROM inventory_location WHERE id = :parent UNION SELECT t.parent_id FROM "
    "inventory_location t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL) SELECT id FROM above WHERE id = "
    ":id";
constexpr std::string_view unitUsedSql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM inventory_product WHERE unit = :code) "
                                         "OR EXISTS (SELECT 1 FROM inventory_movement "
                                         "WHERE unit = :code)";
constexpr std::string_view movedSql = "SELECT 1 FROM inventory_movement WHERE product_id = :product LIMIT 1";
constexpr std::string_view filledSql =
    "SELECT 1 FROM inventory_level WHERE location_id = :location AND on_hand <> 0 LIMIT 1";
constexpr std::string_view warehouseFilledSql = "SELECT 1 FROM inventory_level l JOIN inventory_location p ON p.id = "
                                                "l.location_id WHERE p.warehouse_id = :warehouse AND "
                                                "l.on_hand <> 0 LIMIT 1";
constexpr std::string_view companySql = "SELECT company_id FROM inventory_product WHERE id = :product";

std::int64_t idOf(const JsonObject& record) { return record.at("id").as_int64(); }

bool isDeactivated(const JsonObject& before, const JsonObject& after) {
    return tenon::flagAt(before, "is_active") && !tenon::flagAt(after, "is_active");
}

void requireNoChange(
    const JsonObject& before, const JsonObject& after, std::initializer_list<std::string_view> members
) {
    for (const std::string_view member : members) {
        if (before.at(member) != after.at(member)) {
            throw Conflict("LOCKED_BY_TRANSACTIONS", "Is fixed by the movements that there are.", {{"field", member}});
        }
    }
}

void keepTree(ResourceRoutes& resource, tenon::Database& database, std::string_view aboveSql) {
    resource.afterSave([&database, aboveSql](const Request&, const Json&, const JsonObject& after) {
        const Json& parent = after.at("parent_id");
        if (parent.is_int64()
            && database.value<std::int64_t>(aboveSql, {{"parent", parent.get_int64()}, {"id", idOf(after)}})) {
            throw tenon::Invalid::coded("TREE_CYCLE", {{"parent_id", "Cannot lie below itself."}});
        }
    });
}

/// What belongs to a product belongs to its company.
void takeCompanyOfProduct(ResourceRoutes& resource, tenon::Database& database) {
    resource.beforeSave([&database](const Request&, JsonObject& record) {
        const Json* product = record.if_contains("product_id");
        if (!record.contains("company_id") && product != nullptr && product->is_int64()) {
            const auto company = database.value<std::int64_t>(companySql, {{"product", product->get_int64()}});
            record["company_id"] = company.value();
        }
    });
}

void declareUnits(tenon::App& app) {
    guardUnitCategories(app, app.resource(unitCategories()).readableBySignedIn());
    ResourceRoutes& ofUnits = app.resource(units());
    guardUnits(app, ofUnits);
    ofUnits.readableBySignedIn().beforeChange([&database = app.database(
                                               )](const Request&, const JsonObject& before, JsonObject& after) {
        if (database.value<std::int64_t>(unitUsedSql, {{"code", textAt(before, "code")}})) {
            requireNoChange(before, after, {"category_id", "factor", "digits"});
        }
    });
}

void declareProducts(tenon::App& app, StockService& stock) {
    tenon::Database& database = app.database();
    ResourceRoutes& resource = app.resource(products());
    stock.companies().govern(resource, "inventory.products");
    guardProducts(app, resource);
    tenon::declareBatch(app, tenon::batchOf(app, products(), resource))
        .summary("Adds up to 1,000 products: all or none of them, or as many as are right");
    declareProductImport(app, stock, resource);
    resource
        .beforeSave([&database](const Request&, JsonObject& product) {
            static_cast<void>(unitOf(database, textAt(product, "unit")));
        })
        .beforeChange([&database](const Request&, const JsonObject& before, JsonObject& after) {
            if (database.value<std::int64_t>(movedSql, {{"product", idOf(before)}})) {
                requireNoChange(before, after, {"type", "unit", "costing", "tracking"});
            }
        })
        .afterSave([&stock](const Request& request, const Json& before, const JsonObject& after) {
            const bool isFixed = textAt(after, "costing") == "fixed" && after.at("cost").is_string();
            if (!before.is_null() && isFixed && before.at("cost") != after.at("cost")) {
                const auto cost = tenon::Decimal::parse(textAt(after, "cost"), costScale).value();
                stock.revalue(request.caller(), after.at("company_id").as_int64(), idOf(after), cost);
            }
        })
        .computed(tenon::fields::text("code").help("The same as sku"), [](const JsonObject& product) {
            return product.at("sku");
        });
}

void declarePlaces(tenon::App& app, StockService& stock) {
    tenon::Database& database = app.database();
    ResourceRoutes& ofWarehouses = app.resource(warehouses());
    stock.companies().govern(ofWarehouses, "inventory.warehouses");
    guardWarehouses(app, ofWarehouses);
    ofWarehouses
        .afterSave([&database](const Request&, const Json& before, const JsonObject& after) {
            if (before.is_null()) {
                addStorage(database, after.at("company_id").as_int64(), idOf(after), textAt(after, "code"));
            }
        })
        .beforeChange([&database](const Request&, const JsonObject& before, JsonObject& after) {
            if (isDeactivated(before, after)
                && database.value<std::int64_t>(warehouseFilledSql, {{"warehouse", idOf(before)}})) {
                throw Conflict("IN_USE", "Goods lie there.");
            }
        });
    ResourceRoutes& ofLocations = app.resource(locations());
    stock.companies().govern(ofLocations, "inventory.locations");
    guardLocations(app, ofLocations);
    keepTree(ofLocations, database, aboveLocationSql);
    ofLocations.beforeChange([&database](const Request&, const JsonObject& before, JsonObject& after) {
        if (isDeactivated(before, after) && database.value<std::int64_t>(filledSql, {{"location", idOf(before)}})) {
            throw Conflict("IN_USE", "Goods lie there.");
        }
    });
    ofWarehouses.lists("locations", ofLocations, "warehouse_id");
}

} // namespace

void declareCatalogue(tenon::App& app, StockService& stock) {
    declareUnits(app);
    ResourceRoutes& ofCategories = app.resource(categories());
    stock.companies().govern(ofCategories, "inventory.categories");
    guardCategories(app, ofCategories);
    keepTree(ofCategories, app.database(), aboveCategorySql);
    declareProducts(app, stock);
    declarePlaces(app, stock);
    ResourceRoutes& ofLots = app.resource(lots());
    takeCompanyOfProduct(ofLots, app.database());
    stock.companies().govern(ofLots, "inventory.lots");
    guardLots(app, ofLots);
    ResourceRoutes& ofRules = app.resource(reorderRules());
    takeCompanyOfProduct(ofRules, app.database());
    stock.companies().govern(ofRules, "inventory.reorder_rules");
    ofRules.beforeSave([](const Request&, JsonObject& rule) {
        const auto minimum = tenon::Decimal::parse(textAt(rule, "minimum"), quantityScale);
        const auto maximum = tenon::Decimal::parse(textAt(rule, "maximum"), quantityScale);
        if (minimum && maximum && compare(*maximum, *minimum) == std::strong_ordering::less) {
            throw tenon::Invalid("maximum", "Must not be less than the minimum.");
        }
    });
}

} // namespace inventory
