#include "extraction/layout/table_layout.h"

#include "extraction/failure.h"
#include "extraction/fields/kode_densus.h"
#include "extraction/fields/subject_type.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::layout {

namespace {

constexpr std::size_t noPart = static_cast<std::size_t>(-1);

/// Cells that the header row does not cover but that hold text extend the columns: nothing of a record is lost.
Columns widened(const Columns& columns, std::size_t size) {
    std::vector<std::string> headers;
    for (std::size_t i = 0; i < std::max(size, columns.size()); ++i) {
        headers.push_back(i < columns.size() ? columns.labelAt(i) : std::string());
    }
    return Columns(std::move(headers));
}

/// How much of what a new page begins with the page before ended with: a line that a page break cuts through is drawn
/// on both.
std::size_t repeatedAtBreak(std::string_view before, std::string_view after) {
    const std::string_view last = before.substr(before.rfind('\n') + 1);
    const std::size_t end = std::min(after.find('\n'), after.size());
    return after.substr(0, end) == last ? std::min(end + 1, after.size()) : 0;
}

} // namespace

std::string RawRecord::textOf(Column column) const {
    std::string text;
    for (const Part& part : parts) {
        if (part.column == column && !text::trim(part.text).empty()) {
            text += text.empty() ? "" : "\n";
            text += part.text;
        }
    }
    return text;
}

void TableLayout::sheet(const tables::Sheet& sheet) {
    closeRecord();
    _sheet = sheet;
    text::makePlain(_sheet.name);
    if (_columns) {
        _previousColumns = std::move(_columns);
    }
    _columns.reset();
    _headerRow.reset();
    _context = {};
    _lastRow = 0;
    _sectionType = fields::subjectTypeOf(_sheet.name);
    _sink.sheet(_sheet);
}

void TableLayout::row(tables::Row&& row) {
    for (tables::Cell& cell : row.cells) {
        text::makePlain(cell.text);
    }
    skipGapBefore(row.number);
    _lastRow = row.number;
    if (isBlank(row)) {
        const bool partOfMerge = _open && std::ranges::any_of(row.cells, &tables::Cell::merged);
        if (partOfMerge) {
            ++_open->rows;
            return;
        }
        _context.inRecord = _context.inRecord && row.place == tables::Place::outside;
        skip(row, RowKind::blank);
    } else if (row.place == tables::Place::outside) {
        // Text around a PDF page's table says nothing about the record that the page break interrupts.
        skip(row, _columns ? RowKind::footer : RowKind::title);
    } else if (!takeHeader(row)) {
        if (_columns) {
            takeBody(std::move(row));
        } else {
            takeBeforeHeader(row);
        }
    }
}

void TableLayout::finish() {
    closeRecord();
    if (!_sawHeader) {
        throw Failure(
            "dttot.layout.no_header",
            "No row names the columns of a DTTOT list (Nama, Deskripsi, Terduga, Kode Densus, …)."
        );
    }
}

bool TableLayout::takeHeader(const tables::Row& row) {
    if (_headerRow) {
        auto both = headerOf(*_headerRow, row);
        _headerRow.reset();
        if (both) {
            _columns = std::move(both);
            skip(row, RowKind::header);
            return true;
        }
    }
    auto header = headerOf(row);
    if (!header) {
        if (_columns && !_context.inRecord && countsColumns(row)) {
            skip(row, RowKind::header);
            return true;
        }
        return false;
    }
    _columns = std::move(header);
    _headerRow = row;
    _sawHeader = true;
    _context.inFooter = false;
    skip(row, RowKind::header);
    return true;
}

void TableLayout::takeBeforeHeader(const tables::Row& row) {
    // A further sheet may go on without a header: the place of the code tells.
    const auto code = _previousColumns ? _previousColumns->indexOf(Column::code) : std::nullopt;
    if (code && *code < row.cells.size() && fields::isKodeDensus(row.cells[*code].text)) {
        _columns = _previousColumns;
        takeBody(tables::Row(row));
        return;
    }
    if (const auto type = fields::subjectTypeOf(textOf(row))) {
        _sectionType = type;
    }
    skip(row, RowKind::title);
}

void TableLayout::takeBody(tables::Row&& row) {
    const RowKind kind = kindOf(row, *_columns, _context);
    switch (kind) {
    case RowKind::record:
        beginRecord(std::move(row));
        break;
    case RowKind::continuation:
        continueRecord(std::move(row));
        break;
    case RowKind::section:
        closeRecord();
        _sectionType = fields::subjectTypeOf(textOf(row));
        _context = {};
        skip(row, kind);
        break;
    default:
        closeRecord();
        _context = {.inRecord = false, .inFooter = true};
        skip(row, RowKind::footer);
        break;
    }
}

void TableLayout::beginRecord(tables::Row&& row) {
    closeRecord();
    if (row.cells.size() > _columns->size()) {
        _columns = widened(*_columns, row.cells.size());
    }
    _open = RawRecord{
        .firstRow = row.number, .page = row.page, .sectionType = _sectionType, .isOfExport = _columns->areOfExport(), .sheet = _sheet};
    _lastPart.assign(_columns->size(), noPart);
    for (std::size_t i = 0; i < _columns->size(); ++i) {
        std::string text = i < row.cells.size() ? std::move(row.cells[i].text) : std::string();
        if (i < row.cells.size() || _columns->at(i) != Column::unknown) {
            _open->original.emplace_back(_columns->labelAt(i), "");
        }
        if (!text.empty()) {
            append(i, std::move(text), false);
        }
    }
    _context = {.inRecord = true};
}

void TableLayout::continueRecord(tables::Row&& row) {
    if (row.cells.size() > _columns->size()) {
        _columns = widened(*_columns, row.cells.size());
    }
    _lastPart.resize(_columns->size(), noPart);
    _open->rows += row.number > 0 ? 1 : 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!text::trim(row.cells[i].text).empty()) {
            append(i, std::move(row.cells[i].text), row.flowsOn);
        }
    }
    _context.inRecord = true;
}

void TableLayout::append(std::size_t index, std::string&& text, bool flowsOn) {
    if (flowsOn && _lastPart[index] != noPart) {
        text.erase(0, repeatedAtBreak(_open->parts[_lastPart[index]].text, text));
        if (text.empty()) {
            return;
        }
    }
    const std::string& label = _columns->labelAt(index);
    auto original = std::ranges::find(_open->original, label, &std::pair<std::string, std::string>::first);
    if (original == _open->original.end()) {
        original = _open->original.insert(original, {label, ""});
    }
    original->second += (original->second.empty() ? "" : "\n") + text;
    if (flowsOn && _lastPart[index] != noPart) {
        _open->parts[_lastPart[index]].text += '\n' + text;
        return;
    }
    _lastPart[index] = _open->parts.size();
    _open->parts.push_back({_columns->at(index), std::string(text::withoutFormulaGuard(text))});
}

void TableLayout::closeRecord() {
    if (_open) {
        _sink.record(std::move(*_open));
        _open.reset();
    }
}

void TableLayout::skip(const tables::Row& row, RowKind kind) { _sink.skipped({row.number, 1, kind, textOf(row)}); }

void TableLayout::skipGapBefore(std::uint64_t number) {
    // Spreadsheets leave empty rows out of the file; a person still counts them.
    if (number > _lastRow + 1) {
        _context.inRecord = false;
        _sink.skipped({_lastRow + 1, number - _lastRow - 1, RowKind::blank, ""});
    }
}

} // namespace dttot::layout
