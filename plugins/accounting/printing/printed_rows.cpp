#include "printing/printed_rows.h"

#include <utility>

namespace accounting {

namespace {

using documents::Cell;
using documents::Kind;
using tenon::Json;

Cell cellOf(const Json* value, Kind kind) {
    if (value == nullptr || value->is_null() || value->is_structured()) {
        return {};
    }
    if (!value->is_string()) {
        return value->is_int64() && kind != Kind::text ? documents::figure(value->get_int64())
                                                       : Cell(boost::json::serialize(*value));
    }
    const std::string_view text = tenon::textOf(value->get_string());
    switch (kind) {
    case Kind::date:
        return documents::day(text);
    case Kind::money:
    case Kind::number:
        return documents::figure(text);
    default:
        return std::string(text);
    }
}

} // namespace

documents::Row printedRow(const tenon::JsonObject& row, const std::vector<documents::Column>& columns) {
    documents::Row printed;
    for (const documents::Column& column : columns) {
        printed.cells.push_back(cellOf(row.if_contains(column.name), column.kind));
    }
    return printed;
}

documents::Row printedSum(
    std::string label,
    const tenon::JsonObject& amounts,
    const std::vector<documents::Column>& columns,
    documents::Emphasis emphasis
) {
    documents::Row printed = printedRow(amounts, columns);
    printed.cells[documents::indentedColumn(columns)] = std::move(label);
    printed.emphasis = emphasis;
    return printed;
}

documents::Column programColumn(std::string_view name, Kind kind) { return {std::string(name), {}, kind, 0, true}; }

documents::Column moneyColumn(std::string_view name, std::string title) {
    return {std::string(name), std::move(title), Kind::money};
}

} // namespace accounting
