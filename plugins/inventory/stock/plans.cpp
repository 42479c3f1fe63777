#include "stock/plans.h"

namespace inventory {

namespace {

constexpr std::string_view changeSql =
    "INSERT INTO inventory_planned_change (company_id, product_id, from_location_id, to_location_id, date, at, change) "
    "SELECT company_id, product_id, from_location_id, to_location_id, planned_date, :at, :sign * quantity "
    "FROM inventory_movement WHERE id = :id";

} // namespace

void Plans::add(std::int64_t movement, tenon::Timestamp at) {
    _database.execute(changeSql, {{"at", at}, {"sign", 1}, {"id", movement}});
}

void Plans::end(std::int64_t movement, tenon::Timestamp at) {
    _database.execute(changeSql, {{"at", at}, {"sign", -1}, {"id", movement}});
}

} // namespace inventory
