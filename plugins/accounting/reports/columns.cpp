#include "columns.h"

#include "sums.h"

#include <algorithm>
#include <iterator>

namespace accounting {

namespace {

using namespace std::chrono;
using tenon::Date;
using tenon::Decimal;
using tenon::JsonArray;
using tenon::JsonObject;

int monthsOf(ColumnBy by) { return by == ColumnBy::month ? 1 : by == ColumnBy::quarter ? 3 : 12; }

JsonArray textsWithoutWhole(const ColumnAmounts& amounts) {
    JsonArray array;
    for (std::size_t i = 0; i + 1 < amounts.size(); ++i) {
        array.emplace_back(amounts[i].text());
    }
    return array;
}

} // namespace

std::vector<Column> columnsOf(const ReportQuery& query, ColumnBy by) {
    if (by == ColumnBy::total) {
        return {{query.from, query.to}};
    }
    std::vector<Column> columns;
    Date from = query.from;
    while (from <= query.to) {
        const Date next(year_month_day(from.day().year() / from.day().month() / 1) + months(monthsOf(by)));
        columns.push_back({from, std::min(dayBefore(next), query.to)});
        from = next;
    }
    if (columns.size() > 1) {
        columns.push_back({query.from, query.to});
    }
    return columns;
}

JsonArray shownColumns(const std::vector<Column>& columns) {
    JsonArray shown;
    const std::size_t count = columns.size() > 1 ? columns.size() - 1 : columns.size();
    for (std::size_t i = 0; i < count; ++i) {
        shown.push_back(JsonObject{{"date_from", columns[i].from.text()}, {"date_to", columns[i].to.text()}});
    }
    return shown;
}

void addAmounts(JsonObject& row, const ColumnAmounts& amounts) {
    row.emplace("amount", amounts.back().text());
    if (amounts.size() > 1) {
        row.emplace("amounts", textsWithoutWhole(amounts));
    }
}

void addTotal(JsonObject& report, std::string_view name, const ColumnAmounts& amounts) {
    report.emplace(name, amounts.back().text());
    if (amounts.size() > 1) {
        report.emplace(std::string(name) + "_by_column", textsWithoutWhole(amounts));
    }
}

void increase(ColumnAmounts& amounts, const ColumnAmounts& more) {
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        amounts[i] += more[i];
    }
}

ColumnAmounts difference(const ColumnAmounts& a, const ColumnAmounts& b) {
    ColumnAmounts result;
    std::ranges::transform(a, b, std::back_inserter(result), [](Decimal left, Decimal right) { return left - right; });
    return result;
}

} // namespace accounting
