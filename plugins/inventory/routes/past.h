#pragma once

#include "routes/parts.h"
#include "stock/history.h"

namespace inventory {

/// The query parameters by which a route answers about the past.
[[nodiscard]] tenon::Fields pastQuery();

/// What a request asks about the past, or nothing when it asks about now.
[[nodiscard]] std::optional<Moment> momentOf(const tenon::Request& request);

/// Members of these answers are ids and figures only: names change, what was known at an instant does not.
[[nodiscard]] tenon::Page pastLevels(
    tenon::Database& database, const organisation::Company& company, const tenon::Request& request, const Moment& moment
);
[[nodiscard]] tenon::JsonObject
pastStock(tenon::Database& database, const organisation::Company& company, std::int64_t product, const Moment& moment);
[[nodiscard]] tenon::JsonObject
pastValuation(tenon::Database& database, const organisation::Company& company, const Moment& moment);

} // namespace inventory
