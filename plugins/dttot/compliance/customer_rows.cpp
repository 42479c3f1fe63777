#include "compliance/customer_rows.h"

#include "extraction/layout/columns.h"
#include "screening/folding.h"

#include <algorithm>
#include <utility>

namespace dttot::compliance {

namespace {

using layout::Column;

bool isReference(std::string_view header) {
    constexpr std::string_view words[] = {"reference", "ref", "cif", "nocif", "customerid", "customerno", "nonasabah"};
    return std::ranges::find(words, screening::compacted(header)) != std::end(words);
}

std::string_view memberOf(std::string_view header) {
    if (isReference(header)) {
        return "reference";
    }
    switch (layout::columnOf(header)) {
    case Column::name:
        return "name";
    case Column::birthDate:
        return "birth_date";
    case Column::birthPlace:
        return "birth_place";
    case Column::nik:
        return "nik";
    case Column::passport:
        return "passport";
    case Column::nationality:
        return "nationality";
    case Column::code:
        return "reference";
    default:
        return {};
    }
}

} // namespace

bool CustomerRows::isHeader(const documents::SheetRow& row) {
    std::vector<std::string_view> columns;
    for (const documents::SheetCell& cell : row.cells) {
        columns.push_back(memberOf(cell.text));
    }
    if (std::ranges::find(columns, std::string_view("name")) == columns.end()) {
        return false;
    }
    _columns = std::move(columns);
    return true;
}

std::optional<CustomerRows::Customer> CustomerRows::next(const documents::SheetRow& row) {
    const bool isFirstOfSheet = std::exchange(_sheet, row.sheet) != row.sheet;
    if ((_columns.empty() || isFirstOfSheet) && isHeader(row)) {
        return std::nullopt;
    }
    if (_columns.empty()) {
        return std::nullopt;
    }
    tenon::JsonObject sent;
    bool isBlank = true;
    for (std::size_t i = 0; i < std::min(row.cells.size(), _columns.size()); ++i) {
        const std::string& text = row.cells[i].text;
        isBlank = isBlank && text.empty();
        if (!_columns[i].empty() && !text.empty() && !sent.contains(_columns[i])) {
            sent.emplace(_columns[i], text);
        }
    }
    if (isBlank) {
        return std::nullopt;
    }
    Customer customer;
    customer.name = tenon::textAt(sent, "name");
    customer.sent = subjectIn(sent, {}, customer.faults);
    return customer;
}

} // namespace dttot::compliance
