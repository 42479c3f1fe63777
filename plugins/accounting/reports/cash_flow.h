#pragma once

#include "columns.h"

#include <tenon/database.h>
#include <tenon/json.h>

namespace accounting {

/// The statement of cash flows by the indirect method (IAS 7): the net profit, corrected by what moved no cash and by
/// the working capital, then investing and financing. Their sum and the effect of exchange rates on the cash itself are
/// the change of cash; `difference` is 0. Closing entries never count.
///
/// The subtype of an account tells its part: `cash`, `bank` and `clearing` are cash; `depreciation` and `amortisation`
/// moved none; `fixed_asset`, `intangible` and `investment` are investing; `loan` and all equity are financing; the
/// rest of assets and liabilities is working capital. Amounts are positive where cash came in.
[[nodiscard]] tenon::JsonObject
cashFlowReport(tenon::Database& database, const Book& book, const ReportQuery& query, ColumnBy by);

} // namespace accounting
