#pragma once

#include "stock/stock_service.h"

#include <tenon/app.h>

namespace inventory {

/// Rows that the caller reaches: a condition on `company_id` of the table called `alias`, and its parameters.
[[nodiscard]] tenon::Condition
reachOf(const tenon::Caller& caller, std::string_view permission, std::string_view alias);

/// What a client names by id or uuid.
enum class Named { Product, Category, Unit, UnitCategory, Warehouse, Location, Lot, Movement, Count };

/// Its id. Throws Invalid on `field` when there is none.
[[nodiscard]] std::int64_t
referred(tenon::Database& database, Named what, const tenon::Json& key, std::string_view field);

/// The member `name` of a body as an id, if it is there.
[[nodiscard]] std::optional<std::int64_t>
referredAt(tenon::Database& database, Named what, const tenon::JsonObject& body, std::string_view name);

/// The record of the path that `permission` reaches for the caller. Throws NotFound.
[[nodiscard]] std::int64_t
reached(tenon::Database& database, Named what, const tenon::Request& request, std::string_view permission);

/// A quantity, without the zeros that say nothing: "12.5".
[[nodiscard]] tenon::Json quantityJson(std::int64_t unscaled);
[[nodiscard]] tenon::Json textJson(const tenon::Row& row, std::size_t column);
[[nodiscard]] tenon::Json numberJson(const tenon::Row& row, std::size_t column);
/// Money of the column at `digits` decimals, or null.
[[nodiscard]] tenon::Json moneyJson(const tenon::Row& row, std::size_t column, int digits);

[[nodiscard]] std::optional<tenon::Decimal> decimalAt(const tenon::JsonObject& body, std::string_view name, int scale);
[[nodiscard]] std::optional<tenon::Date> dateAt(const tenon::JsonObject& body, std::string_view name);

void declareMovements(tenon::App& app, StockService& stock);
void declareMovementActions(tenon::App& app, StockService& stock);
void declareLevels(tenon::App& app, StockService& stock);
void declareValuation(tenon::App& app, StockService& stock);
void declareCounts(tenon::App& app, StockService& stock);
void declareBook(tenon::App& app, StockService& stock);

} // namespace inventory
