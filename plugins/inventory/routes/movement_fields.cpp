#include "routes/movement_fields.h"

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <tenon/organisation.h>

namespace inventory {

using namespace tenon::fields;

tenon::Fields movementBody() {
    return {
        ref("product_id", "inventory_product").also("product").required(),
        choice("movement_type", {"in", "out", "adjustment", "transfer"}).also("type").required(),
        decimal("quantity", quantityScale)
            .required()
            .help("Above zero; of an adjustment, below zero for what is missing")
            .example("12"),
        ref("warehouse_id", "inventory_warehouse")
            .also("warehouse")
            .nullable()
            .help("Without it the company's first one"),
        ref("to_warehouse_id", "inventory_warehouse").also("to_warehouse").nullable().help("Of a transfer"),
        ref("from_location_id", "inventory_location").also("from_location").nullable(),
        ref("to_location_id", "inventory_location").also("to_location").nullable(),
        text("unit", 20).also("uom").nullable().help("Without it the product's"),
        decimal("unit_cost", costScale)
            .also("cost")
            .nullable()
            .help("Of what comes in; without it the last known cost")
            .example("1850.00"),
        ref("lot_id", "inventory_lot").also("lot").nullable(),
        date("date")
            .also("effective_date")
            .nullable()
            .help("Without it today; never in the future, unless it is a draft"),
        text("reference", 120).nullable().example("PO-2026-0113"),
        boolean("draft").initial(false).help("Only plans it"),
    };
}

tenon::Fields movementMembers() {
    return {
        integer("id"),
        uuid("uuid"),
        integer("version"),
        integer("company_id"),
        integer("product"),
        integer("product_id"),
        text("product_name"),
        text("sku"),
        choice("movement_type", {"in", "out", "adjustment", "transfer"}),
        integer("from_location_id"),
        text("from_location"),
        integer("to_location_id"),
        text("to_location"),
        integer("warehouse").nullable().help("Where the goods come from or go to"),
        integer("lot_id").nullable(),
        text("lot").nullable(),
        decimal("quantity", quantityScale).help("In the product's unit"),
        text("unit"),
        decimal("unit_quantity", quantityScale).help("As it was entered"),
        decimal("unit_cost", costScale).nullable(),
        decimal("value", costScale).nullable().help("Of what came into stock or left it"),
        decimal("correction", costScale)
            .help("What goods that left before they came were booked too low: leaves the value again"),
        decimal("landed_cost", costScale).help("Freight, duty and the like, counted in the value"),
        choice("state", {"draft", "assigned", "done", "cancelled"}),
        date("date").help("Effective, or planned while it is not done"),
        text("reference").nullable(),
        decimal("returned", quantityScale).help("How much of it came back"),
        integer("return_of").nullable(),
        timestamp("created_at"),
        timestamp("updated_at"),
    };
}

tenon::Fields movementQuery() {
    return {
        text("search", 120).help("In the product's name and code, and in the reference"),
        organisation::companyField(),
        integer("product").help("Id of a product"),
        integer("location").help("Id of a location"),
        choice("state", {"draft", "assigned", "done", "cancelled"}),
        date("date_from"),
        date("date_to"),
    };
}

} // namespace inventory
