#include "catalogue_tables.h"

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <tenon/organisation.h>

namespace inventory {

using namespace tenon::fields;
using organisation::companyField;
using organisation::companyScope;

tenon::Resource unitCategories() {
    return {
        .name = "unit_categories",
        .path = "/inventory/unit-categories/",
        .table = "inventory_unit_category",
        .fields = {text("name", 80).required().unique().example("Weight")},
        .search = {"name"},
        .filter = {"name"},
        .order = {"name", "id"},
        .permission = "inventory.units",
        .scope = {},
    };
}

tenon::Resource units() {
    return {
        .name = "units",
        .path = "/inventory/units/",
        .table = "inventory_unit",
        .fields =
            {
                text("code", 20).required().unique().fixed().example("kg"),
                text("name", 80).required().example("Kilogram"),
                ref("category_id", "inventory_unit_category").also("category").required(),
                decimal("factor", factorScale)
                    .required()
                    .min("0.000000000001")
                    .help("How many of the category's reference"),
                integer("digits").min(0).max(quantityScale).initial(0).help("Decimals of a quantity"),
                boolean("is_active").initial(true),
            },
        .search = {"code", "name"},
        .filter = {"code", "category_id", "is_active"},
        .order = {"code", "name", "id"},
        .permission = "inventory.units",
        .scope = {},
    };
}

tenon::Resource categories() {
    return {
        .name = "categories",
        .path = "/inventory/categories/",
        .table = "inventory_category",
        .fields =
            {
                companyField(),
                text("name", 200).required().example("Network equipment"),
                text("code", 40).nullable(),
                ref("parent_id", "inventory_category").also("parent").nullable().agreeingOn("company_id"),
                text("description", 1000).nullable(),
                integer("stock_account_id")
                    .nullable()
                    .min(1)
                    .help("Account of the ledger for the value of these goods; without it the category's above, or the "
                          "company's"),
                integer("cost_account_id").nullable().min(1).help("The same for the cost of goods sold"),
                integer("variance_account_id").nullable().min(1).help("The same for price variances"),
                boolean("is_active").initial(true),
            },
        .search = {"name", "code"},
        .filter = {"company_id", "parent_id", "code", "is_active"},
        .order = {"name", "code", "created_at", "id"},
        .permission = "inventory.categories",
        .scope = companyScope(),
    };
}

tenon::Resource products() {
    return {
        .name = "products",
        .path = "/inventory/products/",
        .table = "inventory_product",
        .fields =
            {
                companyField(),
                text("name", 200).required().example("Wireless router AC1200"),
                text("sku", 60).also("code").required().help("Unique within the company").example("RTR-AC1200"),
                choice("type", {"goods", "service", "asset"}).initial("goods").help("Only goods lie in stock"),
                ref("category_id", "inventory_category").also("category").nullable().agreeingOn("company_id"),
                text("unit", 20).also("uom").initial("pcs").help("Code of a unit").example("pcs"),
                decimal("price", costScale)
                    .also("unit_price")
                    .also("sale_price")
                    .nullable()
                    .min("0")
                    .example("3450.00"),
                decimal("cost", costScale)
                    .also("cost_price")
                    .nullable()
                    .min("0")
                    .help("Where costing is fixed, what it is worth"),
                choice("costing", {"average", "fifo", "fixed"}).also("costing_method").initial("average"),
                choice("tracking", {"none", "lot", "serial"}).initial("none"),
                text("barcode", 60).nullable().example("8901234567894"),
                text("description", 2000).nullable(),
                boolean("allow_negative_stock").initial(false),
                boolean("is_active").also("active").initial(true),
            },
        .search = {"name", "sku", "barcode"},
        .filter = {"company_id", "category_id", "type", "sku", "barcode", "tracking", "is_active"},
        .order = {"name", "sku", "price", "created_at", "id"},
        .permission = "inventory.products",
        .scope = companyScope(),
    };
}

tenon::Resource warehouses() {
    return {
        .name = "warehouses",
        .path = "/inventory/warehouses/",
        .table = "inventory_warehouse",
        .fields =
            {
                companyField(),
                text("name", 200).required().example("Gudang Surabaya"),
                text("code", 20).required().fixed().help("Unique within the company").example("SBY"),
                text("address", 500).nullable(),
                boolean("is_active").initial(true),
            },
        .search = {"name", "code", "address"},
        .filter = {"company_id", "code", "is_active"},
        .order = {"id", "name", "code", "created_at"},
        .permission = "inventory.warehouses",
        .scope = companyScope(),
    };
}

tenon::Resource locations() {
    return {
        .name = "locations",
        .path = "/inventory/locations/",
        .table = "inventory_location",
        .fields =
            {
                companyField(),
                text("name", 200).required().example("Shelf A-03"),
                text("code", 60).nullable().help("Unique within the company").example("SBY/A-03"),
                choice("type", {"storage", "view", "supplier", "customer", "production", "lost", "transit"})
                    .initial("storage")
                    .fixed(),
                ref("warehouse_id", "inventory_warehouse").also("warehouse").nullable().agreeingOn("company_id"),
                ref("parent_id", "inventory_location").also("parent").nullable().agreeingOn("company_id"),
                boolean("is_active").initial(true),
            },
        .search = {"name", "code"},
        .filter = {"company_id", "warehouse_id", "parent_id", "type", "code", "is_active"},
        .order = {"name", "code", "created_at", "id"},
        .permission = "inventory.locations",
        .scope = companyScope(),
    };
}

tenon::Resource lots() {
    return {
        .name = "lots",
        .path = "/inventory/lots/",
        .table = "inventory_lot",
        .fields =
            {
                companyField(),
                ref("product_id", "inventory_product").also("product").required().fixed().agreeingOn("company_id"),
                text("code", 80).also("number").required().help("Lot or serial number").example("SN-48210077"),
                date("expires_on").also("expiry_date").nullable().help("Not reserved after that day"),
            },
        .search = {"code"},
        .filter = {"company_id", "product_id", "code"},
        .order = {"code", "expires_on", "created_at", "id"},
        .permission = "inventory.lots",
        .scope = companyScope(),
    };
}

tenon::Resource reorderRules() {
    return {
        .name = "reorder_rules",
        .path = "/inventory/reorder-rules/",
        .table = "inventory_reorder_rule",
        .fields =
            {
                companyField(),
                ref("product_id", "inventory_product").also("product").required().fixed().agreeingOn("company_id"),
                ref("location_id", "inventory_location").also("location").required().fixed().agreeingOn("company_id"),
                decimal("minimum", quantityScale).required().min("0").help("Less than that is a shortage"),
                decimal("maximum", quantityScale).required().min("0").help("What to fill up to"),
                boolean("is_active").initial(true),
            },
        .search = {},
        .filter = {"company_id", "product_id", "location_id", "is_active"},
        .order = {"id", "product_id"},
        .permission = "inventory.reorder_rules",
        .scope = companyScope(),
    };
}

} // namespace inventory
