#include "tables/sheet_lines.h"

#include "tables/failure.h"
#include "tables/text.h"
#include "tables/time_allowance.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace documents::tables {

namespace {

namespace json = boost::json;

bool isBlank(const Cell& cell) { return cell.merged || text::trim(cell.text).empty(); }

json::value jsonOf(Cell&& cell) {
    if (isBlank(cell)) {
        return nullptr;
    }
    text::makePlain(cell.text);
    switch (cell.kind) {
    case CellKind::number:
        return {{"number", std::move(cell.text)}};
    case CellKind::day:
        return {{"day", std::move(cell.text)}};
    case CellKind::error:
        return {{"error", std::move(cell.text)}};
    case CellKind::text:
        break;
    }
    return json::value(std::move(cell.text));
}

} // namespace

void SheetLines::sheet(const Sheet& sheet) {
    _name = sheet.name;
    text::makePlain(_name);
    _isCounted = false;
}

bool SheetLines::isWanted() const {
    switch (_wanted.which) {
    case SheetWanted::Which::first:
        return _found.size() == 1;
    case SheetWanted::Which::named:
        return _name == _wanted.name;
    case SheetWanted::Which::every:
        break;
    }
    return true;
}

void SheetLines::row(Row&& row) {
    grantTime(timePerRow);
    while (!row.cells.empty() && isBlank(row.cells.back())) {
        row.cells.pop_back();
    }
    if (row.cells.empty()) {
        return;
    }
    if (!std::exchange(_isCounted, true)) {
        _found.push_back(_name);
        if (_wanted.which == SheetWanted::Which::every) {
            _print({{"sheet", _name}});
        }
    }
    if (!isWanted()) {
        return;
    }
    if (++_rows > _wanted.mostRows) {
        throw Failure("file.too_many_rows", "The sheet has more than " + std::to_string(_wanted.mostRows) + " rows.");
    }
    if (row.cells.size() > _wanted.mostColumns) {
        throw Failure(
            "file.too_many_columns", "The sheet has more than " + std::to_string(_wanted.mostColumns) + " columns."
        );
    }
    json::array cells;
    for (Cell& cell : row.cells) {
        cells.push_back(jsonOf(std::move(cell)));
    }
    _print({{"row", row.number}, {"cells", std::move(cells)}});
}

json::object SheetLines::summary(std::string_view format) const {
    const auto read =
        _wanted.which == SheetWanted::Which::named ? std::ranges::find(_found, _wanted.name) : _found.begin();
    if (read == _found.end()) {
        throw _found.empty() ? Failure("file.empty", "The document is empty.")
                             : Failure("file.no_sheet", "The workbook has no sheet of this name with rows in it.");
    }
    json::array others;
    for (auto each = _found.begin(); each != _found.end(); ++each) {
        if (each != read) {
            others.emplace_back(*each);
        }
    }
    return {{"format", format}, {"sheet", *read}, {"others", std::move(others)}};
}

} // namespace documents::tables
