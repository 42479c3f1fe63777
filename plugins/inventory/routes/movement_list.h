#pragma once

#include "routes/parts.h"

namespace inventory {

/// Movements that the caller reaches, newest first.
[[nodiscard]] tenon::Page listedMovements(
    tenon::Database& database,
    organisation::Companies& companies,
    const tenon::Condition& reach,
    const tenon::JsonObject& filter,
    const tenon::Paging& paging
);

/// One movement as it is answered.
[[nodiscard]] tenon::JsonObject
movementJson(tenon::Database& database, organisation::Companies& companies, std::int64_t id);

/// The same as an answer, with its version as ETag.
[[nodiscard]] tenon::Reply answeredMovement(tenon::App& app, StockService& stock, std::int64_t id);

} // namespace inventory
