/// Movements: list, enter, read.

#include "routes/movement_fields.h"
#include "routes/movement_list.h"
#include "routes/parts.h"
#include "stock/book.h"

#include <tenon/batch.h>

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::Decimal;
using tenon::Invalid;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view adding = "inventory.movements.add";
constexpr std::string_view companySql = "SELECT company_id FROM inventory_product WHERE id = :id";

/// Where goods come from and go to by the kind of movement.
struct Ends {
    std::int64_t from;
    std::int64_t to;
};

Ends endsOf(tenon::Database& database, StockService& stock, std::int64_t company, const JsonObject& body) {
    const auto warehouse = referredAt(database, Named::Warehouse, body, "warehouse_id");
    const auto toWarehouse = referredAt(database, Named::Warehouse, body, "to_warehouse_id");
    const auto from = referredAt(database, Named::Location, body, "from_location_id");
    const auto to = referredAt(database, Named::Location, body, "to_location_id");
    const auto place = [&](Place kind) { return stock.locationFor(company, kind, std::nullopt); };
    const auto storage = [&] { return stock.locationFor(company, Place::Storage, warehouse); };
    const std::string_view type = textAt(body, "movement_type");
    if (type == "in") {
        return {from ? *from : place(Place::Supplier), to ? *to : storage()};
    }
    if (type == "out") {
        return {from ? *from : storage(), to ? *to : place(Place::Customer)};
    }
    if (type == "transfer") {
        if (!to && !toWarehouse) {
            throw Invalid("to_warehouse_id", "Tell where the goods go.");
        }
        return {from ? *from : storage(), to ? *to : stock.locationFor(company, Place::Storage, toWarehouse)};
    }
    const bool isMissing = textAt(body, "quantity").starts_with('-');
    const std::int64_t counted = to ? *to : from ? *from : storage();
    return isMissing ? Ends{counted, place(Place::Lost)} : Ends{place(Place::Lost), counted};
}

std::int64_t companyOf(tenon::Database& database, const tenon::Caller& caller, std::int64_t product) {
    const auto company = database.value<std::int64_t>(companySql, {{"id", product}});
    if (!company || !caller.scopeOf(adding).reaches("company", *company)) {
        throw Invalid("product_id", "Refers to a record that does not exist.");
    }
    return *company;
}

std::int64_t enter(tenon::App& app, StockService& stock, const tenon::Caller& caller, const JsonObject& body) {
    tenon::Database& database = app.database();
    const bool isAdjustment = textAt(body, "movement_type") == "adjustment";
    if (isAdjustment) {
        caller.require("inventory.adjustments.add");
    }
    NewMovement movement;
    movement.product = referred(database, Named::Product, body.at("product_id"), "product_id");
    movement.company = companyOf(database, caller, movement.product);
    const Ends ends = endsOf(database, stock, movement.company, body);
    movement.from = ends.from;
    movement.to = ends.to;
    const Decimal quantity = decimalAt(body, "quantity", quantityScale).value();
    movement.quantity = isAdjustment ? absolute(quantity) : quantity;
    movement.unit = textAt(body, "unit");
    movement.unitCost = decimalAt(body, "unit_cost", costScale);
    movement.lot = referredAt(database, Named::Lot, body, "lot_id");
    movement.date = dateAt(body, "date");
    movement.reference = textAt(body, "reference");
    if (tenon::flagAt(body, "draft")) {
        return stock.plan(caller, movement).id;
    }
    const Movement moved = stock.move(caller, movement);
    if (isAdjustment && moved.value) {
        requireWithinLimit(database, movement.company, *moved.value);
    }
    return moved.id;
}

void declareReading(tenon::App& app, StockService& stock) {
    app.get(
           "/inventory/stock-movements/",
           [&app, &stock](const Request& request) {
               constexpr std::string_view viewing = "inventory.movements.view";
               return tenon::page(listedMovements(
                   app.database(),
                   stock.companies(),
                   reachOf(request.caller(), viewing, "m"),
                   request.arguments(),
                   request.paging()
               ));
           }
    )
        .needs("inventory.movements.view")
        .query(movementQuery())
        .answersList(movementMembers())
        .summary("Movements of goods, newest first");
    app.get(
           "/inventory/stock-movements/{id}/",
           [&app, &stock](const Request& request) {
               return answeredMovement(
                   app, stock, reached(app.database(), Named::Movement, request, "inventory.movements.view")
               );
           }
    )
        .needs("inventory.movements.view")
        .answers(movementMembers())
        .summary("A movement");
}

void declareEntering(tenon::App& app, StockService& stock) {
    app.post(
           "/inventory/stock-movements/",
           [&app, &stock](const Request& request) {
               const std::int64_t id = enter(app, stock, request.caller(), request.body());
               return tenon::created(movementJson(app.database(), stock.companies(), id))
                   .saying("The movement was stored.");
           }
    )
        .needs(adding)
        .status(201)
        .body(movementBody())
        .answers(movementMembers())
        .summary("Moves goods: levels and values follow. With draft, only plans it");
    tenon::declareBatch(
        app,
        {.path = "/inventory/stock-movements/batch/",
         .permission = std::string(adding),
         .rows = "movements",
         .row = movementBody(),
         .beside = {},
         .answer = {integer("id")},
         .work =
             [&app, &stock](const Request& request) {
                 return [&app, &stock, &request](const JsonObject& row) -> JsonObject {
                     return {{"id", enter(app, stock, request.caller(), row)}};
                 };
             }}
    ).summary("Enters up to 1,000 movements: all or none of them, or as many as are right");
}

} // namespace

void declareMovements(tenon::App& app, StockService& stock) {
    declareReading(app, stock);
    declareEntering(app, stock);
    declareMovementActions(app, stock);
}

} // namespace inventory
