#include "stock/book.h"

#include "valuation/valued_stock.h"

#include <algorithm>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Json;

constexpr std::string_view readSql =
    "SELECT closed_until, adjustment_limit, settled_at FROM inventory_book WHERE company_id = :company";
constexpr std::string_view storeSql =
    "INSERT INTO inventory_book (company_id, closed_until, adjustment_limit) VALUES (:company, :until, :limit) ON "
    "CONFLICT "
    "(company_id) DO UPDATE SET closed_until = excluded.closed_until, adjustment_limit = excluded.adjustment_limit";
constexpr std::string_view settleSql =
    "INSERT INTO inventory_book (company_id, settled_at) VALUES (:company, :at) ON CONFLICT (company_id) DO UPDATE SET "
    "settled_at = CASE WHEN inventory_book.settled_at > excluded.settled_at THEN inventory_book.settled_at ELSE "
    "excluded.settled_at END";

/// No transaction that moves goods lasts as long, nor do the clocks of two nodes differ as much.
constexpr auto longestMovement = std::chrono::minutes(5);

} // namespace

tenon::Timestamp Book::instant() const {
    const tenon::Timestamp now = tenon::Clock::now();
    return settledAt ? std::max(now, *settledAt + std::chrono::microseconds(1)) : now;
}

Book bookOf(tenon::Database& database, std::int64_t company) {
    const auto found = database.first(readSql, {{"company", company}}, [](const tenon::Row& row) {
        return Book{
            row.get<std::optional<tenon::Date>>(0),
            row.isNull(1) ? std::nullopt : std::optional(Decimal(row.integer(1), costScale)),
            row.get<std::optional<tenon::Timestamp>>(2)};
    });
    return found.value_or(Book{});
}

void storeBook(tenon::App& app, const tenon::Caller& caller, std::int64_t company, const Book& book) {
    app.database().transaction([&] {
        const Book before = bookOf(app.database(), company);
        app.database().execute(
            storeSql, {{"company", company}, {"until", book.closedUntil}, {"limit", book.adjustmentLimit}}
        );
        app.audit().record(
            caller,
            {.action = "inventory.book.changed",
             .model = "inventory_book",
             .record = std::to_string(company),
             .before = bookJson(company, before),
             .after = bookJson(company, book),
             .reason = {}}
        );
    });
}

void settle(tenon::Database& database, std::int64_t company, tenon::Timestamp asOf) {
    const tenon::Timestamp now = tenon::Clock::now();
    if (asOf > now) {
        throw tenon::Invalid("as_of", "Lies in the future.");
    }
    if (now - asOf <= longestMovement) {
        database.execute(settleSql, {{"company", company}, {"at", asOf}});
    }
}

tenon::JsonObject bookJson(std::int64_t company, const Book& book) {
    return {
        {"company_id", company},
        {"closed_until", book.closedUntil ? Json(book.closedUntil->text()) : Json(nullptr)},
        {"adjustment_limit", book.adjustmentLimit ? Json(trimmed(*book.adjustmentLimit, 2).text()) : Json(nullptr)},
    };
}

void requireWithinLimit(tenon::Database& database, std::int64_t company, Decimal value) {
    const auto limit = bookOf(database, company).adjustmentLimit;
    if (limit && compare(value, *limit) == std::strong_ordering::greater) {
        throw tenon::Forbidden("SELF_APPROVAL", "Somebody else confirms what is worth that much.");
    }
}

} // namespace inventory
