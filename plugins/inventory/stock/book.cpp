#include "stock/book.h"

#include "valuation/valued_stock.h"

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Json;

constexpr std::string_view readSql =
    "SELECT closed_until, adjustment_limit FROM inventory_book WHERE company_id = :company";
constexpr std::string_view storeSql =
    "INSERT INTO inventory_book (company_id, closed_until, adjustment_limit) VALUES (:company, :until, :limit) ON "
    "CONFLICT "
    "(company_id) DO UPDATE SET closed_until = excluded.closed_until, adjustment_limit = excluded.adjustment_limit";

} // namespace

Book bookOf(tenon::Database& database, std::int64_t company) {
    const auto found = database.first(readSql, {{"company", company}}, [](const tenon::Row& row) {
        return Book{
            row.get<std::optional<tenon::Date>>(0),
            row.isNull(1) ? std::nullopt : std::optional(Decimal(row.integer(1), costScale))};
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
