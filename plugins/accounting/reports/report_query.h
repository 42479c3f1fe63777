#pragma once

#include "ledger/books.h"

#include <tenon/field.h>
#include <tenon/request.h>
#include <tenon/time.h>

#include <optional>

namespace accounting {

/// Grows when a report would answer otherwise about the same books.
inline constexpr int reportVersion = 2;

/// Which lines a report counts.
struct ReportQuery {
    tenon::Date from;
    tenon::Date to;
    std::optional<tenon::Timestamp> asOf; ///< As the books were known then
    bool includeDrafts = false;
    bool includeClosing = false;    ///< Closing entries of the year as well
    bool showUnclosedYears = false; ///< Income and expense of years that are not closed stay on their accounts
    bool showZero = false;          ///< Accounts that were never used as well
};

/// Lines that were posted up to this instant count; in reports of the present it is later than every posting.
[[nodiscard]] tenon::Timestamp instantOf(const ReportQuery& query);

/// The query parameters that reports share.
[[nodiscard]] tenon::Fields reportParameters();

/// What the client asks for; from the start of the fiscal year to today unless told otherwise. `date` is another name
/// of `date_to`. Makes sure that nothing is posted any more up to `as_of`.
[[nodiscard]] ReportQuery
reportQuery(const tenon::Request& request, Books& books, const Book& book, tenon::Database& database);

/// The members by which every report says what it is about.
[[nodiscard]] tenon::JsonObject reportHead(const Book& book, const ReportQuery& query);

} // namespace accounting
