#include "stock/product.h"

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view productSql = "SELECT p.id, p.company_id, p.name, p.unit, u.category_id, u.factor, u.digits, "
                                        "p.costing, p.tracking, p.cost, p.type, "
                                        "p.allow_negative_stock, p.is_active FROM inventory_product p JOIN "
                                        "inventory_unit u ON u.code = p.unit WHERE p.id = "
                                        ":id";
constexpr std::string_view unitSql =
    "SELECT category_id, factor, digits FROM inventory_unit WHERE code = :code AND is_active";

Unit unitAt(const Row& row, std::size_t column) {
    return {
        .category = row.integer(column),
        .factor = Decimal(row.integer(column + 1), factorScale),
        .digits = static_cast<int>(row.integer(column + 2))};
}

Costing costingOf(std::string_view text) {
    return text == "fifo" ? Costing::Fifo : text == "fixed" ? Costing::Fixed : Costing::Average;
}

Tracking trackingOf(std::string_view text) {
    return text == "serial" ? Tracking::Serial : text == "lot" ? Tracking::Lot : Tracking::None;
}

Product productAt(const Row& row) {
    return {
        .id = row.integer(0),
        .company = row.integer(1),
        .name = row.get<std::string>(2),
        .unitCode = row.get<std::string>(3),
        .unit = unitAt(row, 4),
        .costing = costingOf(row.text(7)),
        .tracking = trackingOf(row.text(8)),
        .cost = Decimal(row.isNull(9) ? 0 : row.integer(9), costScale),
        .isStocked = row.text(10) == "goods",
        .allowsNegative = row.boolean(11),
        .isActive = row.boolean(12),
    };
}

} // namespace

Product productOf(tenon::Database& database, std::int64_t company, std::int64_t id) {
    auto product = database.first(productSql, {{"id", id}}, productAt);
    if (!product) {
        throw tenon::Invalid("product", "Refers to a record that does not exist.");
    }
    if (product->company != company) {
        throw tenon::Invalid::coded("COMPANY_MISMATCH", {{"product", "Refers to a record that belongs elsewhere."}});
    }
    return std::move(*product);
}

Unit unitOf(tenon::Database& database, std::string_view code) {
    const auto unit = database.first(unitSql, {{"code", code}}, [](const Row& row) { return unitAt(row, 0); });
    if (!unit) {
        throw tenon::Invalid("unit", "There is no such unit.");
    }
    return *unit;
}

} // namespace inventory
