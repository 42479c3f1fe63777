#pragma once

#include <tenon/app.h>
#include <tenon/arithmetic.h>
#include <tenon/organisation.h>

#include <optional>
#include <string_view>
#include <vector>

namespace inventory {

/// Something that is kept and is not what it is kept from.
struct StockFault {
    std::string_view check; ///< "levels", "days", "reservations", "holdings", "values", "layers", "ledger"
    std::optional<std::int64_t> product;
    tenon::Decimal difference; ///< What it should be, less what is kept
};

/// Compares what is kept with what it is kept from: levels, days and reservations with the movements, quantities and
/// values with levels and bookings, open layers with the value, and the value with the stock account of the ledger.
[[nodiscard]] std::vector<StockFault> stockFaults(tenon::App& app, const organisation::Company& company);

/// Makes levels, days and reservations anew from the movements.
void rebuildLevels(tenon::App& app, const tenon::Caller& caller, std::int64_t company);

/// Compares each company's stock every night and logs what is not as it must be.
void verifyNightly(tenon::App& app, organisation::Companies& companies);

} // namespace inventory
