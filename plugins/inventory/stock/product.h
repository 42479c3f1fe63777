#pragma once

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <tenon/database.h>

#include <cstdint>
#include <string>

namespace inventory {

enum class Tracking { None, Lot, Serial };

/// A product as the warehouse needs to know it.
struct Product {
    std::int64_t id = 0;
    std::int64_t company = 0;
    std::string name;
    std::string unitCode;
    Unit unit;
    Costing costing = Costing::Average;
    Tracking tracking = Tracking::None;
    tenon::Decimal cost;
    bool isStocked = true; ///< Goods; services and assets have no stock
    bool allowsNegative = false;
    bool isActive = true;
};

/// The product. Throws Invalid on `product`, COMPANY_MISMATCH for one of another company.
[[nodiscard]] Product productOf(tenon::Database& database, std::int64_t company, std::int64_t id);

/// The unit with this code. Throws Invalid on `unit`.
[[nodiscard]] Unit unitOf(tenon::Database& database, std::string_view code);

} // namespace inventory
