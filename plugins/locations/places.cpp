#include "places.h"

namespace locations {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Row;

constexpr std::string_view districtSql = "SELECT id, uuid, name, bn_name FROM locations_district WHERE id = :id";
constexpr std::string_view thanaSql = "SELECT id, uuid, name, bn_name FROM locations_thana WHERE id = :id";
constexpr std::string_view divisionsSql =
    "SELECT v.id, v.uuid, v.name, v.bn_name, COUNT(DISTINCT d.id), COUNT(t.id), COUNT(CASE WHEN t.kind = 'upazila' "
    "THEN "
    "1 END) FROM locations_division v LEFT JOIN locations_district d ON d.division_id = v.id LEFT JOIN locations_thana "
    "t "
    "ON t.district_id = d.id GROUP BY v.id, v.uuid, v.name, v.bn_name ORDER BY v.name, v.id";
constexpr std::string_view countriesSql = "SELECT COUNT(*) FROM locations_country";

Json placeIn(tenon::Database& database, std::string_view sql, std::int64_t id) {
    const auto place = database.first(sql, {{"id", id}}, [](const Row& row) {
        return JsonObject{
            {"id", row.integer(0)}, {"uuid", row.text(1)}, {"name", row.text(2)}, {"bn_name", row.text(3)}};
    });
    return place ? Json(*place) : Json(nullptr);
}

} // namespace

Json Places::district(std::int64_t id) { return placeIn(_database, districtSql, id); }

Json Places::thana(std::int64_t id) { return placeIn(_database, thanaSql, id); }

JsonObject Places::summary() {
    JsonArray divisions;
    std::int64_t districts = 0;
    std::int64_t thanas = 0;
    std::int64_t upazilas = 0;
    _database.each(divisionsSql, {}, [&](const Row& row) {
        districts += row.integer(4);
        thanas += row.integer(5);
        upazilas += row.integer(6);
        divisions.push_back({
            {"id", row.integer(0)},
            {"uuid", row.text(1)},
            {"name", row.text(2)},
            {"bn_name", row.text(3)},
            {"districts", row.integer(4)},
            {"thanas", row.integer(5)},
        });
    });
    return {
        {"total_divisions", divisions.size()},
        {"total_districts", districts},
        {"total_thanas", thanas},
        {"upazilas", upazilas},
        {"metropolitan_thanas", thanas - upazilas},
        {"total_countries", _database.value<std::int64_t>(countriesSql).value_or(0)},
        {"divisions", std::move(divisions)},
    };
}

void Places::describe(const std::vector<JsonObject*>& accounts) {
    for (JsonObject* account : accounts) {
        const Json* districtId = account->if_contains("district_id");
        const Json* thanaId = account->if_contains("thana_id");
        Json ofDistrict = districtId != nullptr && districtId->is_int64() ? district(districtId->get_int64()) : nullptr;
        Json ofThana = thanaId != nullptr && thanaId->is_int64() ? thana(thanaId->get_int64()) : nullptr;
        (*account)["district_info"] = std::move(ofDistrict);
        (*account)["thana_info"] = std::move(ofThana);
    }
}

} // namespace locations
