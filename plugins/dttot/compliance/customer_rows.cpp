#include "compliance/customer_rows.h"

#include "extraction/layout/columns.h"
#include "screening/folding.h"

#include <algorithm>

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

std::string_view cellAt(const tenon::JsonArray& row, std::size_t column) {
    return row[column].is_string() ? tenon::textOf(row[column].get_string()) : std::string_view();
}

} // namespace

std::optional<CustomerRows::Customer> CustomerRows::next(const tenon::JsonArray& row) {
    if (_columns.empty()) {
        std::vector<std::string_view> columns;
        for (std::size_t i = 0; i < row.size(); ++i) {
            columns.push_back(memberOf(cellAt(row, i)));
        }
        if (std::ranges::find(columns, std::string_view("name")) != columns.end()) {
            _columns = std::move(columns);
        }
        return std::nullopt;
    }
    tenon::JsonObject sent;
    bool isBlank = true;
    for (std::size_t i = 0; i < std::min(row.size(), _columns.size()); ++i) {
        const std::string_view text = cellAt(row, i);
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
