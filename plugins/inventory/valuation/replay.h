#pragma once

#include "valuation/valued_stock.h"

#include <tenon/time.h>

#include <optional>
#include <vector>

namespace inventory {

enum class Direction { In, Out };

/// A movement of a product into the company's stock or out of it.
struct PastMovement {
    std::int64_t id = 0;
    tenon::Date date;
    Direction direction = Direction::In;
    tenon::Decimal quantity;
    tenon::Decimal value;                 ///< Of a receipt: what it cost. Of an issue: what was booked.
    std::optional<std::int64_t> returnOf; ///< The issue whose goods come back, at the cost they left
    tenon::Decimal correction;            ///< As booked
    std::optional<std::int64_t> receipt;  ///< The receipt whose own goods go back to the supplier
};

/// A movement that is worth something else than what was booked.
struct Revaluation {
    std::int64_t id = 0;
    tenon::Decimal value;
    tenon::Decimal correction;
};

struct Replayed {
    Holding holding;
    std::vector<Layer> layers;
    std::vector<Revaluation> changes;
};

/// What the movements of a product are worth when all of them are valued anew in order of date, then of entry: after
/// the price of an earlier receipt changed, or goods were booked late.
[[nodiscard]] Replayed
replayed(Costing costing, int currencyDigits, tenon::Decimal fixedCost, std::vector<PastMovement> movements);

} // namespace inventory
