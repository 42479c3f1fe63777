#pragma once

#include <tenon/documents/report.h>
#include <tenon/json.h>

#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// A row of a report as a row of a printed table: each column has the member of its name.
[[nodiscard]] documents::Row printedRow(const tenon::JsonObject& row, const std::vector<documents::Column>& columns);

/// The same for a sum, whose label stands in the column that levels are shown in.
[[nodiscard]] documents::Row printedSum(
    std::string label,
    const tenon::JsonObject& amounts,
    const std::vector<documents::Column>& columns,
    documents::Emphasis emphasis
);

/// A column for programs, which CSV alone has.
[[nodiscard]] documents::Column programColumn(std::string_view name, documents::Kind kind = documents::Kind::text);

/// A column of amounts in the currency of the report.
[[nodiscard]] documents::Column moneyColumn(std::string_view name, std::string title);

} // namespace accounting
