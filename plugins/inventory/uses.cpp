#include "uses.h"

#include <vector>

namespace inventory {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Request;

/// Records of a model that refer to the one with `:id`.
struct Use {
    std::string_view model;
    std::string_view count;
};

/// What is asked about, and by whom.
struct Guarded {
    std::string_view path;
    std::string_view permission;
    Named what;
    std::vector<Use> uses;
};

JsonArray blocking(tenon::Database& database, const std::vector<Use>& uses, std::int64_t id) {
    JsonArray found;
    for (const Use& use : uses) {
        if (const auto count = database.value<std::int64_t>(use.count, {{"id", id}}).value(); count > 0) {
            found.push_back({{"model", use.model}, {"count", count}});
        }
    }
    return found;
}

std::string namesOf(const JsonArray& blocking) {
    std::string names;
    for (const Json& use : blocking) {
        names.append(names.empty() ? "" : ", ").append(tenon::textAt(use.as_object(), "model"));
    }
    return names;
}

void guard(tenon::App& app, tenon::ResourceRoutes& resource, const Guarded& guarded) {
    tenon::Database& database = app.database();
    resource.beforeDelete([&database, uses = guarded.uses](const Request&, const JsonObject& record) {
        JsonArray found = blocking(database, uses, record.at("id").as_int64());
        if (!found.empty()) {
            const std::string names = namesOf(found);
            throw tenon::Conflict(
                "IN_USE",
                {"Other records refer to this one: {models}.", {{"models", names}}},
                {{"blocking", std::move(found)}}
            );
        }
    });
    const std::string permission(guarded.permission);
    app.get(
           std::string(guarded.path).append("{id}/can-delete/"),
           [&database, permission, what = guarded.what, uses = guarded.uses](const Request& request) {
               JsonArray found = blocking(database, uses, reached(database, what, request, permission));
               const bool isFree = found.empty();
               return tenon::ok({{"can_delete", isFree}, {"blocking", std::move(found)}, {"warnings", JsonArray()}});
           }
    )
        .needs(permission)
        .answers(
            {tenon::fields::boolean("can_delete"),
             tenon::fields::list(
                 "blocking",
                 tenon::fields::object("use", {tenon::fields::text("model"), tenon::fields::integer("count")})
             ),
             tenon::fields::list("warnings", tenon::fields::text("warning"))}
        )
        .summary("Whether it can be deleted, and what refers to it");
}

} // namespace

void guardProducts(tenon::App& app, tenon::ResourceRoutes& products) {
    guard(
        app,
        products,
        {"/inventory/products/",
         "inventory.products.view",
         Named::Product,
         {{"inventory_movement", "SELECT COUNT(*) FROM inventory_movement WHERE product_id = :id"},
          {"inventory_lot", "SELECT COUNT(*) FROM inventory_lot WHERE product_id = :id"},
          {"inventory_count", "SELECT COUNT(DISTINCT count_id) FROM inventory_count_line WHERE product_id = :id"},
          {"inventory_reorder_rule", "SELECT COUNT(*) FROM inventory_reorder_rule WHERE product_id = :id"}}}
    );
    // What a product without movements is worth is nothing; its turns and another cost may have been noted all the
    // same.
    products.beforeDelete([&database = app.database()](const Request&, const JsonObject& product) {
        for (const std::string_view sql :
             {"DELETE FROM inventory_holding WHERE product_id = :id",
              "DELETE FROM inventory_revaluation WHERE product_id = :id"}) {
            database.execute(sql, {{"id", product.at("id").as_int64()}});
        }
    });
}

void guardCategories(tenon::App& app, tenon::ResourceRoutes& categories) {
    guard(
        app,
        categories,
        {"/inventory/categories/",
         "inventory.categories.view",
         Named::Category,
         {{"inventory_product", "SELECT COUNT(*) FROM inventory_product WHERE category_id = :id"},
          {"inventory_category", "SELECT COUNT(*) FROM inventory_category WHERE parent_id = :id"}}}
    );
}

void guardUnitCategories(tenon::App& app, tenon::ResourceRoutes& unitCategories) {
    guard(
        app,
        unitCategories,
        {"/inventory/unit-categories/",
         "inventory.units.delete",
         Named::UnitCategory,
         {{"inventory_unit", "SELECT COUNT(*) FROM inventory_unit WHERE category_id = :id"}}}
    );
}

void guardUnits(tenon::App& app, tenon::ResourceRoutes& units) {
    guard(
        app,
        units,
        {"/inventory/units/",
         "inventory.units.delete",
         Named::Unit,
         {{"inventory_product",
           "SELECT COUNT(*) FROM inventory_product p JOIN inventory_unit u ON u.code = p.unit WHERE u.id = :id"},
          {"inventory_movement",
           "SELECT COUNT(*) FROM inventory_movement m JOIN inventory_unit u ON u.code = m.unit WHERE u.id = :id"}}}
    );
}

void guardLots(tenon::App& app, tenon::ResourceRoutes& lots) {
    guard(
        app,
        lots,
        {"/inventory/lots/",
         "inventory.lots.view",
         Named::Lot,
         {{"inventory_movement", "SELECT COUNT(*) FROM inventory_movement WHERE lot_id = :id"},
          {"inventory_count", "SELECT COUNT(DISTINCT count_id) FROM inventory_count_line WHERE lot_id = :id"}}}
    );
}

void guardLocations(tenon::App& app, tenon::ResourceRoutes& locations) {
    guard(
        app,
        locations,
        {"/inventory/locations/",
         "inventory.locations.view",
         Named::Location,
         {{"inventory_movement",
           "SELECT COUNT(*) FROM inventory_movement WHERE from_location_id = :id OR to_location_id = :id"},
          {"inventory_count", "SELECT COUNT(*) FROM inventory_count WHERE location_id = :id"},
          {"inventory_reorder_rule", "SELECT COUNT(*) FROM inventory_reorder_rule WHERE location_id = :id"},
          {"inventory_location", "SELECT COUNT(*) FROM inventory_location WHERE parent_id = :id"}}}
    );
}

void guardWarehouses(tenon::App& app, tenon::ResourceRoutes& warehouses) {
    guard(
        app,
        warehouses,
        {"/inventory/warehouses/",
         "inventory.warehouses.view",
         Named::Warehouse,
         {{"inventory_movement",
           "SELECT COUNT(*) FROM inventory_movement m JOIN inventory_location l ON l.id IN (m.from_location_id, "
           "m.to_location_id) WHERE l.warehouse_id = :id"},
          {"inventory_count",
           "SELECT COUNT(*) FROM inventory_count c JOIN inventory_location l ON l.id = c.location_id WHERE "
           "l.warehouse_id = :id"},
          {"inventory_reorder_rule",
           "SELECT COUNT(*) FROM inventory_reorder_rule r JOIN inventory_location l ON l.id = r.location_id WHERE "
           "l.warehouse_id = :id"},
          // All but the one that it came with.
          {"inventory_location",
           "SELECT COUNT(*) FROM inventory_location l LEFT JOIN inventory_warehouse w ON w.id = l.warehouse_id WHERE "
           "(w.id "
           "= :id AND COALESCE(l.code, '') <> w.code || '/STOCK') OR l.parent_id IN (SELECT p.id FROM "
           "inventory_location p WHERE p.warehouse_id = :id)"}}}
    );
    warehouses.beforeDelete([&database = app.database()](const Request&, const JsonObject& warehouse) {
        database.execute(
            "DELETE FROM inventory_location WHERE warehouse_id = :id", {{"id", warehouse.at("id").as_int64()}}
        );
    });
}

} // namespace inventory
