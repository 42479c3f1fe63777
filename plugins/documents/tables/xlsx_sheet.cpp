#include "tables/xlsx_sheet.h"

#include "tables/day_number.h"
#include "tables/failure.h"
#include "tables/limits.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace documents::tables {

XlsxSheet::XlsxSheet(
    const SharedStrings& strings,
    const std::vector<bool>& dayStyles,
    int daysAfter1900,
    MergedAreas merged,
    RowSink& sink
)
    : _strings(strings), _dayStyles(dayStyles), _daysAfter1900(daysAfter1900), _merged(std::move(merged)), _sink(sink) {
}

void XlsxSheet::begin(std::string_view name, const XmlAttributes& attributes) {
    if (name == "c") {
        beginCell(attributes);
    } else if (name == "v" || name == "t") {
        _inValue = !_inPhonetic;
    } else if (name == "rPh") {
        _inPhonetic = true;
    } else if (name == "row") {
        beginRow(attributes);
    }
}

void XlsxSheet::end(std::string_view name) {
    if (name == "v" || name == "t") {
        _inValue = false;
    } else if (name == "c") {
        endCell();
    } else if (name == "rPh") {
        _inPhonetic = false;
    } else if (name == "row") {
        endRow();
    }
}

void XlsxSheet::characters(std::string_view text) {
    if (!_inValue) {
        return;
    }
    if (_value.size() + text.size() > maxCellBytes) {
        throw Failure("file.too_large", "A cell holds more than 1 MiB of text.");
    }
    _value.append(text);
}

void XlsxSheet::beginRow(const XmlAttributes& attributes) {
    std::uint64_t number = _row.number + 1;
    if (const auto stated = attributes.find("r")) {
        std::uint64_t value = 0;
        std::from_chars(stated->data(), stated->data() + stated->size(), value);
        number = value > _row.number ? value : number;
    }
    if (number > maxRows) {
        throw Failure("file.too_many_rows", "A sheet has more than 1,048,576 rows.");
    }
    _row = Row{.number = number};
    _column = 0;
}

void XlsxSheet::beginCell(const XmlAttributes& attributes) {
    if (++_cells > maxCells) {
        throw Failure("file.too_many_cells", "The workbook has more than 20 million cells.");
    }
    if (const auto stated = attributes.find("r")) {
        const CellReference reference = referenceOf(*stated);
        _column = reference.hasColumn ? reference.column : _column;
    }
    if (_column >= maxColumns) {
        throw Failure("file.column", "A cell lies beyond the last column that a workbook can have (XFD).");
    }
    const std::string_view type = attributes.find("t").value_or("n");
    _type = type == "s"   ? CellType::shared
            : type == "d" ? CellType::date
            : type == "n" ? CellType::number
            : type == "e" ? CellType::error
                          : CellType::text;
    _style = 0;
    if (const auto style = attributes.find("s")) {
        std::from_chars(style->data(), style->data() + style->size(), _style);
    }
    _value.clear();
}

void XlsxSheet::endCell() {
    if (!_value.empty()) {
        if (_row.cells.size() <= _column) {
            _row.cells.resize(_column + 1);
        }
        _row.cells[_column] = cell();
    }
    ++_column;
}

Cell XlsxSheet::cell() const {
    if (_type == CellType::shared) {
        std::size_t index = 0;
        std::from_chars(_value.data(), _value.data() + _value.size(), index);
        return {.text = unescaped(_strings.at(index))};
    }
    if (_type == CellType::text || _type == CellType::error) {
        return {.text = unescaped(_value), .kind = _type == CellType::error ? CellKind::error : CellKind::text};
    }
    if (_type == CellType::date) {
        return {.text = _value.substr(0, _value.find('T')), .kind = CellKind::day};
    }
    double number = 0;
    const bool isDay = _style < _dayStyles.size() && _dayStyles[_style];
    if (isDay && std::from_chars(_value.data(), _value.data() + _value.size(), number).ec == std::errc()) {
        // A year typed into a cell that was formatted as a date stays the year that a person meant.
        const bool plainYear = number >= 1900 && number <= 2100 && number == static_cast<int>(number);
        const std::string day = plainYear ? std::string() : isoDateOf(number, _daysAfter1900);
        if (!day.empty()) {
            return {.text = day, .kind = CellKind::day};
        }
    }
    return {.text = plainNumber(_value), .kind = CellKind::number};
}

void XlsxSheet::endRow() {
    for (const MergedArea& area : _merged.covering(_row.number)) {
        const std::size_t last = std::min(area.lastColumn, maxColumns - 1);
        if (_row.cells.size() <= last) {
            _row.cells.resize(last + 1);
        }
        for (std::size_t column = area.firstColumn; column <= last; ++column) {
            _row.cells[column].merged = true;
        }
    }
    const std::uint64_t number = _row.number;
    _sink.row(std::move(_row));
    _row = Row{.number = number};
}

} // namespace documents::tables
