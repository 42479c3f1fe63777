#include "imports/header.h"

#include "imports/folded.h"

#include <algorithm>
#include <stdexcept>

namespace documents {

ColumnNames::ColumnNames(const std::vector<ImportColumn>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        add(columns[i].field.name(), i);
        if (const tenon::Json* spellings = columns[i].field.description().if_contains("also")) {
            for (const tenon::Json& spelling : spellings->as_array()) {
                add(tenon::textOf(spelling.as_string()), i);
            }
        }
        for (const std::string_view title : columns[i].titles) {
            add(title, i);
        }
    }
}

void ColumnNames::add(std::string_view title, std::size_t column) {
    const auto [at, isNew] = _columns.try_emplace(folded(title), column);
    if (!isNew && at->second != column) {
        throw std::invalid_argument("two columns are called " + std::string(title));
    }
}

std::optional<std::size_t> ColumnNames::find(std::string_view title) const {
    const auto found = _columns.find(folded(title));
    return found == _columns.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Header::unknown() const {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        if (!columns[i] && !titles[i].empty()) {
            unknown.push_back(titles[i]);
        }
    }
    return unknown;
}

std::optional<std::size_t> Header::placeOf(std::size_t index) const {
    const auto found = std::ranges::find(columns, std::optional(index));
    return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

Header headerOf(const SheetRow& row, const ColumnNames& names) {
    Header header{.row = row.number, .titles = {}, .columns = {}, .known = 0};
    for (const SheetCell& cell : row.cells) {
        header.titles.push_back(cell.text);
        header.columns.push_back(names.find(cell.text));
        header.known += header.columns.back() ? 1 : 0;
    }
    return header;
}

} // namespace documents
