#pragma once

#include <tenon/database.h>
#include <tenon/inventory.h>

#include <cstdint>
#include <string>

namespace inventory {

/// A location as a movement needs to know it.
struct Location {
    std::int64_t id = 0;
    std::string name;
    std::string type;

    /// Goods there are the company's.
    [[nodiscard]] bool isInternal() const { return type == "storage" || type == "transit"; }
};

/// An active location of the company where goods can be. Throws Invalid on `field`, COMPANY_MISMATCH.
[[nodiscard]] Location
locationOf(tenon::Database& database, std::int64_t company, std::int64_t id, std::string_view field);

/// The company's location of this kind, made when there is none: see Stock::locationFor.
[[nodiscard]] std::int64_t
placeOf(tenon::Database& database, std::int64_t company, Place place, std::optional<std::int64_t> warehouse);

/// Every company has a warehouse, so that nobody needs to set one up before the first goods arrive.
void requireWarehouse(tenon::Database& database, std::int64_t company);

/// The same for all companies that there are.
void requireWarehouses(tenon::Database& database);

/// A new warehouse has a location for its goods.
void addStorage(tenon::Database& database, std::int64_t company, std::int64_t warehouse, std::string_view code);

} // namespace inventory
