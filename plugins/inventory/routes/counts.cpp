/// Counts: begin, enter, refresh, confirm, cancel.

#include "stock/counts.h"

#include "routes/parts.h"

namespace inventory {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

constexpr std::string_view viewing = "inventory.counts.view";
constexpr std::string_view counting = "inventory.counts.add";
constexpr std::string_view confirming = "inventory.counts.confirm";

tenon::Field linesField() {
    return list(
               "lines",
               object(
                   "line",
                   {ref("product_id", "inventory_product").also("product").required(),
                    ref("lot_id", "inventory_lot").also("lot").nullable(),
                    decimal("counted", quantityScale).also("quantity").nullable()}
               )
    )
        .max(1000);
}

tenon::Fields members() {
    return {
        integer("id"),
        uuid("uuid"),
        integer("version"),
        integer("company_id"),
        integer("location_id"),
        text("location"),
        date("date"),
        choice("state", {"draft", "counting", "done", "cancelled"}),
        text("reference"),
        timestamp("created_at"),
        list("lines", json("line")),
    };
}

std::vector<Counted> linesOf(tenon::Database& database, const JsonObject& body) {
    std::vector<Counted> lines;
    const Json* sent = body.if_contains("lines");
    if (sent == nullptr || !sent->is_array()) {
        return lines;
    }
    for (const Json& line : sent->get_array()) {
        const JsonObject& members = line.as_object();
        Counted counted;
        counted.product = referred(database, Named::Product, members.at("product_id"), "lines");
        counted.lot = referredAt(database, Named::Lot, members, "lot_id");
        counted.quantity = decimalAt(members, "counted", quantityScale);
        lines.push_back(counted);
    }
    return lines;
}

std::int64_t begun(tenon::Database& database, StockService& stock, Counts& counts, const Request& request) {
    const JsonObject& body = request.body();
    const auto location = referredAt(database, Named::Location, body, "location_id");
    const auto warehouse = referredAt(database, Named::Warehouse, body, "warehouse_id");
    NewCount count;
    count.company = stock.companies().current(request, counting).id;
    count.location = location ? *location : stock.locationFor(count.company, Place::Storage, warehouse);
    count.date = dateAt(body, "date");
    count.reference = tenon::textAt(body, "reference");
    count.lines = linesOf(database, body);
    const std::int64_t id = counts.plan(request.caller(), count);
    if (!tenon::flagAt(body, "draft")) {
        counts.start(request.caller(), id);
    }
    return id;
}

void declare(
    tenon::App& app,
    Counts& counts,
    std::string_view path,
    std::string_view permission,
    std::string_view summary,
    void (Counts::*action)(const tenon::Caller&, std::int64_t)
) {
    app.post(
           std::string("/inventory/counts/{id}/").append(path),
           [&app, &counts, action, needed = std::string(permission)](const Request& request) {
               const std::int64_t id = reached(app.database(), Named::Count, request, needed);
               (counts.*action)(request.caller(), id);
               return tenon::ok(counts.read(id));
           }
    )
        .needs(permission)
        .answers(members())
        .summary(summary);
}

} // namespace

void declareCounts(tenon::App& app, StockService& stock) {
    auto& counts = app.keep<Counts>(app, stock);
    tenon::Database& database = app.database();
    app.get(
           "/inventory/counts/",
           [&counts](const Request& request) {
               return tenon::page(counts.list(reachOf(request.caller(), viewing, "c"), request.paging()));
           }
    )
        .needs(viewing)
        .answersList(members())
        .summary("Counts, newest first");
    app.get(
           "/inventory/counts/{id}/",
           [&database, &counts](const Request& request) {
               return tenon::ok(counts.read(reached(database, Named::Count, request, viewing)));
           }
    )
        .needs(viewing)
        .answers(members())
        .summary("A count with its lines");
    app.post(
           "/inventory/counts/",
           [&database, &stock, &counts](const Request& request) {
               return tenon::created(counts.read(begun(database, stock, counts, request)))
                   .saying("The count has begun.");
           }
    )
        .needs(counting)
        .status(201)
        .body(
            {organisation::companyField(),
             ref("location_id", "inventory_location").also("location").nullable(),
             ref("warehouse_id", "inventory_warehouse").also("warehouse").nullable(),
             date("date").nullable().help("As of the end of that day; without it today"),
             text("reference", 120),
             boolean("draft").initial(false).help("Only plans it"),
             linesField()}
        )
        .answers(members())
        .summary("Begins a count of a location");
    app.put(
           "/inventory/counts/{id}/lines/",
           [&database, &counts](const Request& request) {
               const std::int64_t id = reached(database, Named::Count, request, counting);
               counts.enter(request.caller(), id, linesOf(database, request.body()));
               return tenon::ok(counts.read(id));
           }
    )
        .needs(counting)
        .body({linesField().required()})
        .answers(members())
        .summary("Enters what was counted; other lines stay");
    declare(app, counts, "start/", counting, "Begins a count that was planned", &Counts::start);
    declare(app, counts, "refresh/", counting, "Takes over what the books say by now", &Counts::refresh);
    declare(app, counts, "confirm/", confirming, "Moves what differs", &Counts::confirm);
    declare(app, counts, "cancel/", counting, "Gives up a count", &Counts::cancel);
}

} // namespace inventory
