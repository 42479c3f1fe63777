#pragma once

#include <tenon/app.h>
#include <tenon/arithmetic.h>
#include <tenon/time.h>

#include <optional>

namespace inventory {

/// What a company has decided about its stock.
struct Book {
    std::optional<tenon::Date> closedUntil;        ///< The last day on which nothing moves any more
    std::optional<tenon::Decimal> adjustmentLimit; ///< Counts worth more are confirmed by somebody else
    std::optional<tenon::Timestamp> settledAt;     ///< Whatever is done from now on is done later

    /// The instant of what is done now.
    [[nodiscard]] tenon::Timestamp instant() const;
};

[[nodiscard]] Book bookOf(tenon::Database& database, std::int64_t company);

void storeBook(tenon::App& app, const tenon::Caller& caller, std::int64_t company, const Book& book);

/// Makes sure that nothing will be done with an instant up to `asOf` any more: to be called in the transaction that
/// reads what was known then. Throws Invalid for the future.
void settle(tenon::Database& database, std::int64_t company, tenon::Timestamp asOf);

/// A book as it is answered.
[[nodiscard]] tenon::JsonObject bookJson(std::int64_t company, const Book& book);

/// Throws Forbidden SELF_APPROVAL for corrections of stock that are worth more than one may approve alone.
void requireWithinLimit(tenon::Database& database, std::int64_t company, tenon::Decimal value);

} // namespace inventory
