#pragma once

#include "printing/words.h"

#include <tenon/documents/report.h>
#include <tenon/json.h>

#include <initializer_list>
#include <string_view>
#include <vector>

namespace accounting {

/// Columns that tell an account, with what programs read besides.
[[nodiscard]] std::vector<documents::Column>
accountColumns(const Words& words, std::initializer_list<std::string_view> more);

/// A row of a report about an account, at its level.
[[nodiscard]] documents::Row
accountRow(const tenon::JsonObject& account, const std::vector<documents::Column>& columns);

/// Whether an amount of a report is zero.
[[nodiscard]] bool isZeroAt(const tenon::JsonObject& report, std::string_view name);

/// The parts of a statement, one after the other in one table with a column of amounts for each span of the report.
class PrintedStatement {
public:
    PrintedStatement(const tenon::JsonObject& report, const Words& words);

    void heading(const char* text, int level = 0);

    /// The accounts of a member of the report, below a heading unless one group holds them all.
    void part(std::string_view name, const char* heading, int level = 0);

    /// A member of the report as a line of the table.
    void sum(const char* label, std::string_view name, documents::Emphasis emphasis);

    [[nodiscard]] documents::Table table() && { return std::move(_table); }

private:
    void spread(tenon::JsonObject& row, const tenon::Json* amounts) const;

    const tenon::JsonObject& _report;
    const Words& _words;
    documents::Table _table;
    int _spans = 0;
};

} // namespace accounting
