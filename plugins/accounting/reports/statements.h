#pragma once

#include "columns.h"

#include <tenon/database.h>
#include <tenon/json.h>

/// Profit and loss, and the balance sheet.
namespace accounting {

/// Income (credit − debit) and expense (debit − credit) with their totals for each column; closing entries never count.
[[nodiscard]] tenon::JsonObject
profitLossReport(tenon::Database& database, const Book& book, const ReportQuery& query, ColumnBy by);

/// Assets (debit − credit) = liabilities + equity (credit − debit) on `query.to`; the equity holds the profit of the
/// current year and of years that are not closed. `difference` is 0.
[[nodiscard]] tenon::JsonObject
balanceSheetReport(tenon::Database& database, const Book& book, const ReportQuery& query);

} // namespace accounting
