#include "routes/parts.h"

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;

struct Lookup {
    std::string_view byId;
    std::string_view byUuid;
};

Lookup lookupOf(Named what) {
    switch (what) {
    case Named::Product:
        return {
            "SELECT id, company_id FROM inventory_product WHERE id = :key",
            "SELECT id, company_id FROM inventory_product WHERE uuid = :key"};
    case Named::Category:
        return {
            "SELECT id, company_id FROM inventory_category WHERE id = :key",
            "SELECT id, company_id FROM inventory_category WHERE uuid = :key"};
    case Named::Unit:
        return {
            "SELECT id, NULL FROM inventory_unit WHERE id = :key",
            "SELECT id, NULL FROM inventory_unit WHERE uuid = :key"};
    case Named::UnitCategory:
        return {
            "SELECT id, NULL FROM inventory_unit_category WHERE id = :key",
            "SELECT id, NULL FROM inventory_unit_category WHERE uuid = :key"};
    case Named::Warehouse:
        return {
            "SELECT id, company_id FROM inventory_warehouse WHERE id = :key",
            "SELECT id, company_id FROM inventory_warehouse WHERE uuid = :key"};
    case Named::Location:
        return {
            "SELECT id, company_id FROM inventory_location WHERE id = :key",
            "SELECT id, company_id FROM inventory_location WHERE uuid = :key"};
    case Named::Lot:
        return {
            "SELECT id, company_id FROM inventory_lot WHERE id = :key",
            "SELECT id, company_id FROM inventory_lot WHERE uuid = :key"};
    case Named::Movement:
        return {
            "SELECT id, company_id FROM inventory_movement WHERE id = :key",
            "SELECT id, company_id FROM inventory_movement WHERE uuid = :key"};
    case Named::Count:
        return {
            "SELECT id, company_id FROM inventory_count WHERE id = :key",
            "SELECT id, company_id FROM inventory_count WHERE uuid = :key"};
    }
    return {};
}

struct Found {
    std::int64_t id;
    std::optional<std::int64_t> company; ///< Nothing for what all companies share
};

Found foundAt(const tenon::Row& row) {
    return {row.integer(0), row.isNull(1) ? std::nullopt : std::optional(row.integer(1))};
}

} // namespace

tenon::Condition reachOf(const tenon::Caller& caller, std::string_view permission, std::string_view alias) {
    return caller.scopeOf(permission)
        .on({.owner = {}, .places = {{"company", std::string(alias).append(".company_id")}}});
}

std::int64_t referred(tenon::Database& database, Named what, const Json& key, std::string_view field) {
    const Lookup lookup = lookupOf(what);
    std::optional<Found> found;
    if (key.is_int64()) {
        found = database.first(lookup.byId, {{"key", key.get_int64()}}, foundAt);
    } else if (key.is_string()) {
        found = database.first(lookup.byUuid, {{"key", key.get_string()}}, foundAt);
    }
    if (!found) {
        throw tenon::Invalid(std::string(field), "Refers to a record that does not exist.");
    }
    return found->id;
}

std::optional<std::int64_t>
referredAt(tenon::Database& database, Named what, const JsonObject& body, std::string_view name) {
    const Json* key = body.if_contains(name);
    return key == nullptr || key->is_null() ? std::nullopt : std::optional(referred(database, what, *key, name));
}

std::int64_t
reached(tenon::Database& database, Named what, const tenon::Request& request, std::string_view permission) {
    const std::string_view key = request.parameter("id");
    const bool isUuid = key.find('-') != std::string_view::npos;
    const Lookup lookup = lookupOf(what);
    const auto found = isUuid ? database.first(lookup.byUuid, {{"key", key}}, foundAt)
                              : database.first(lookup.byId, {{"key", request.id()}}, foundAt);
    if (!found || (found->company && !request.caller().scopeOf(permission).reaches("company", *found->company))) {
        throw tenon::NotFound();
    }
    return found->id;
}

Json quantityJson(std::int64_t unscaled) { return Json(trimmed(Decimal(unscaled, quantityScale), 0).text()); }

Json textJson(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? Json(nullptr) : Json(row.text(column));
}

Json numberJson(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? Json(nullptr) : Json(row.integer(column));
}

Json moneyJson(const tenon::Row& row, std::size_t column, int digits) {
    return row.isNull(column) ? Json(nullptr) : Json(trimmed(Decimal(row.integer(column), costScale), digits).text());
}

std::optional<Decimal> decimalAt(const JsonObject& body, std::string_view name, int scale) {
    const Json* value = body.if_contains(name);
    return value != nullptr && value->is_string() ? Decimal::parse(tenon::textOf(value->get_string()), scale)
                                                  : std::nullopt;
}

std::optional<tenon::Date> dateAt(const JsonObject& body, std::string_view name) {
    return tenon::Date::parse(tenon::textAt(body, name));
}

} // namespace inventory
