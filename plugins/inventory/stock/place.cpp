#include "stock/place.h"

#include <tenon/random.h>

namespace inventory {

namespace {

using tenon::Row;

constexpr std::string_view locationSql =
    "SELECT id, name, type, company_id, is_active FROM inventory_location WHERE id = :id";
constexpr std::string_view ofTypeSql =
    "SELECT id FROM inventory_location WHERE company_id = :company AND type = :type AND is_active ORDER BY id LIMIT 1";
constexpr std::string_view ofWarehouseSql = "SELECT id FROM inventory_location WHERE company_id = :company AND "
                                            "warehouse_id = :warehouse AND type = 'storage' AND "
                                            "is_active ORDER BY id LIMIT 1";
constexpr std::string_view addSql = "INSERT INTO inventory_location (uuid, version, created_at, updated_at, "
                                    "company_id, warehouse_id, name, code, type, "
                                    "is_active) VALUES (:uuid, 1, :now, :now, :company, :warehouse, :name, :code, "
                                    ":type, TRUE) ON CONFLICT (company_id, "
                                    "code) DO UPDATE SET is_active = TRUE RETURNING id";
constexpr std::string_view warehouseSql =
    "INSERT INTO inventory_warehouse (uuid, version, created_at, updated_at, company_id, name, code, is_active) SELECT "
    ":uuid, 1, :now, :now, c.id, 'Main warehouse', 'MAIN', TRUE FROM organisation_company c WHERE c.id = :company AND "
    "NOT "
    "EXISTS (SELECT 1 FROM inventory_warehouse w WHERE w.company_id = c.id) ON CONFLICT (company_id, code) DO NOTHING "
    "RETURNING id";

constexpr std::string_view withoutSql = "SELECT id FROM organisation_company c WHERE NOT EXISTS (SELECT 1 FROM "
                                        "inventory_warehouse w WHERE w.company_id = c.id) "
                                        "ORDER BY id";

struct Kind {
    std::string_view type;
    std::string_view name;
    std::string_view code;
};

Kind kindOf(Place place) {
    switch (place) {
    case Place::Storage:
        return {"storage", "Stock", "STOCK"};
    case Place::Supplier:
        return {"supplier", "Suppliers", "SUPPLIERS"};
    case Place::Customer:
        return {"customer", "Customers", "CUSTOMERS"};
    case Place::Production:
        return {"production", "Production", "PRODUCTION"};
    case Place::Lost:
        return {"lost", "Lost and found", "LOST"};
    case Place::Transit:
        return {"transit", "In transit", "TRANSIT"};
    }
    return {};
}

std::int64_t
add(tenon::Database& database,
    std::int64_t company,
    std::optional<std::int64_t> warehouse,
    const Kind& kind,
    std::string_view code) {
    return database
        .value<std::int64_t>(
            addSql,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", company},
             {"warehouse", warehouse},
             {"name", kind.name},
             {"code", code},
             {"type", kind.type}}
        )
        .value();
}

} // namespace

Location locationOf(tenon::Database& database, std::int64_t company, std::int64_t id, std::string_view field) {
    struct Found {
        Location location;
        std::int64_t company;
        bool isActive;
    };

    auto found = database.first(locationSql, {{"id", id}}, [](const Row& row) {
        return Found{
            {.id = row.integer(0), .name = row.get<std::string>(1), .type = row.get<std::string>(2)},
            row.integer(3),
            row.boolean(4)};
    });
    if (!found || !found->isActive) {
        throw tenon::Invalid(std::string(field), "Refers to a record that does not exist.");
    }
    if (found->company != company) {
        throw tenon::Invalid::coded(
            "COMPANY_MISMATCH", {{std::string(field), "Refers to a record that belongs elsewhere."}}
        );
    }
    if (found->location.type == "view") {
        throw tenon::Invalid(std::string(field), "Only groups other locations; nothing lies there.");
    }
    return std::move(found->location);
}

std::int64_t
placeOf(tenon::Database& database, std::int64_t company, Place place, std::optional<std::int64_t> warehouse) {
    const Kind kind = kindOf(place);
    if (place == Place::Storage && warehouse) {
        const auto found =
            database.value<std::int64_t>(ofWarehouseSql, {{"company", company}, {"warehouse", *warehouse}});
        if (!found) {
            throw tenon::Invalid("warehouse", "Refers to a record that does not exist.");
        }
        return *found;
    }
    const auto find = [&] {
        return database.value<std::int64_t>(ofTypeSql, {{"company", company}, {"type", kind.type}});
    };
    if (const auto found = find()) {
        return *found;
    }
    if (place != Place::Storage) {
        return add(database, company, std::nullopt, kind, kind.code);
    }
    requireWarehouse(database, company);
    const auto made = find();
    if (!made) {
        throw tenon::Invalid("warehouse", "The company has no warehouse in use.");
    }
    return *made;
}

void requireWarehouse(tenon::Database& database, std::int64_t company) {
    database.transaction([&] {
        const auto warehouse = database.value<std::int64_t>(
            warehouseSql, {{"uuid", tenon::Random::uuid()}, {"now", tenon::Clock::now()}, {"company", company}}
        );
        if (warehouse) {
            addStorage(database, company, *warehouse, "MAIN");
        }
    });
}

void requireWarehouses(tenon::Database& database) {
    for (const std::int64_t company : database.rows(withoutSql, {}, [](const Row& row) { return row.integer(0); })) {
        requireWarehouse(database, company);
    }
}

void addStorage(tenon::Database& database, std::int64_t company, std::int64_t warehouse, std::string_view code) {
    add(database, company, warehouse, kindOf(Place::Storage), std::string(code).append("/STOCK"));
}

} // namespace inventory
