#include "extraction/raw_table.h"

#include "extraction/layout/row_kind.h"
#include "extraction/text.h"
#include "tables/merged_areas.h"

#include <algorithm>
#include <utility>

namespace dttot {

namespace {

/// After so many rows without a header the document is taken for a table that has none.
constexpr std::size_t longestWait = 200;

} // namespace

RawTable::RawTable(std::uint64_t offset, std::uint64_t limit, OnColumns onColumns, OnRow onRow)
    : _offset(offset), _limit(limit), _onColumns(std::move(onColumns)), _onRow(std::move(onRow)) {}

void RawTable::sheet(const tables::Sheet&) {}

void RawTable::row(tables::Row&& row) {
    for (tables::Cell& cell : row.cells) {
        text::makePlain(cell.text);
    }
    if (layout::isBlank(row)) {
        return;
    }
    if (_announced) {
        if (row.place == tables::Place::table) {
            pass(row);
        }
        return;
    }
    if (const auto header = layout::headerOf(row)) {
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < header->size(); ++i) {
            columns.push_back(header->labelAt(i));
        }
        _waiting.clear();
        announce(columns);
        return;
    }
    _waiting.push_back(std::move(row));
    if (_waiting.size() > longestWait) {
        finish();
    }
}

void RawTable::finish() {
    if (_announced) {
        return;
    }
    std::size_t width = 0;
    for (const tables::Row& row : _waiting) {
        width = std::max(width, row.cells.size());
    }
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < width; ++i) {
        columns.push_back(tables::columnLetters(i));
    }
    announce(columns);
    for (const tables::Row& row : _waiting) {
        pass(row);
    }
    _waiting.clear();
}

void RawTable::announce(const std::vector<std::string>& columns) {
    _announced = true;
    _width = columns.size();
    _onColumns(columns);
}

void RawTable::pass(const tables::Row& row) {
    const std::uint64_t index = _rows++;
    if (index < _offset || index - _offset >= _limit) {
        return;
    }
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::max(_width, row.cells.size()); ++i) {
        texts.push_back(i < row.cells.size() ? row.cells[i].text : std::string());
    }
    _onRow(texts);
}

} // namespace dttot
