#include "sheet_frame.h"

#include "extraction/layout/columns.h"
#include "tables/merged_areas.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dttot {

namespace {

/// After so many rows without a header the document is taken for a table that has none.
constexpr std::size_t longestWait = 200;

std::optional<layout::Columns> headerOf(const documents::SheetRow& row) {
    tables::Row cells{.number = row.number, .cells = {}};
    for (const documents::SheetCell& cell : row.cells) {
        cells.cells.push_back({.text = cell.text});
    }
    return layout::headerOf(cells);
}

} // namespace

void SheetFrame::add(documents::SheetRow&& row) {
    if (_frame.hasColumns()) {
        pass(row);
        return;
    }
    if (const auto header = headerOf(row)) {
        tenon::JsonArray columns;
        for (std::size_t i = 0; i < header->size(); ++i) {
            columns.emplace_back(header->labelAt(i));
        }
        _frame.name(std::move(columns));
        _waiting.clear();
        return;
    }
    _waiting.push_back(std::move(row));
    if (_waiting.size() > longestWait) {
        finish();
    }
}

void SheetFrame::finish() {
    if (_frame.hasColumns()) {
        return;
    }
    std::size_t width = 0;
    for (const documents::SheetRow& row : _waiting) {
        width = std::max(width, row.cells.size());
    }
    tenon::JsonArray columns;
    for (std::size_t i = 0; i < width; ++i) {
        columns.emplace_back(tables::columnLetters(i));
    }
    _frame.name(std::move(columns));
    for (const documents::SheetRow& row : _waiting) {
        pass(row);
    }
    _waiting.clear();
}

void SheetFrame::pass(const documents::SheetRow& row) {
    _frame.add([&] {
        tenon::JsonArray texts;
        for (std::size_t i = 0; i < std::max(_frame.columns().size(), row.cells.size()); ++i) {
            texts.emplace_back(i < row.cells.size() ? row.cells[i].text : std::string());
        }
        return texts;
    });
}

} // namespace dttot
