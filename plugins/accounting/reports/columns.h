#pragma once

#include "report_query.h"

#include <tenon/json.h>

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

/// Statements that are divided into columns of time.
namespace accounting {

enum class ColumnBy { total, month, quarter, year };

struct Column {
    tenon::Date from;
    tenon::Date to;
};

/// One amount for each column.
using ColumnAmounts = std::vector<tenon::Decimal>;

/// Amounts of accounts.
using Amounts = std::map<std::int64_t, ColumnAmounts>;

/// The columns of a report; where there are several, the last one is the whole of it.
[[nodiscard]] std::vector<Column> columnsOf(const ReportQuery& query, ColumnBy by);

/// The columns as a client sees them, without the whole.
[[nodiscard]] tenon::JsonArray shownColumns(const std::vector<Column>& columns);

/// Adds the members of a row of a statement: one column is `amount`, several are `amounts` as well.
void addAmounts(tenon::JsonObject& row, const ColumnAmounts& amounts);

/// Adds a sum of a statement, and where there are several columns `name`_by_column.
void addTotal(tenon::JsonObject& report, std::string_view name, const ColumnAmounts& amounts);

void increase(ColumnAmounts& amounts, const ColumnAmounts& more);
[[nodiscard]] ColumnAmounts difference(const ColumnAmounts& a, const ColumnAmounts& b);

} // namespace accounting
