#include "tables/xls_reader.h"

#include "tables/day_number.h"
#include "tables/failure.h"
#include "tables/limits.h"
#include "tables/merged_areas.h"
#include "tables/ole_container.h"
#include "tables/xls_workbook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace documents::tables {

namespace {

struct CellEntry {
    std::uint32_t row;
    std::uint16_t column;
    std::uint16_t style;
    bool isText;
    std::size_t text; ///< an index into the sheet's own texts, or behind them into the shared ones
    double number;
};

std::string shortest(double number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return plainNumber({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

/// The cells of one sheet; small enough to keep, because the texts stay where they are.
class XlsSheet {
public:
    XlsSheet(std::string_view stream, const XlsWorkbook& workbook) : _stream(stream), _workbook(workbook) {}

    void read(std::size_t offset) {
        BiffCursor cursor(_stream, offset);
        std::size_t depth = 0;
        for (auto record = cursor.next(); record; record = cursor.next()) {
            // A chart inside a sheet is a substream of its own.
            depth += record->type == BiffType::beginOfSubstream ? 1 : 0;
            if (record->type == BiffType::endOfSubstream && --depth == 0) {
                break;
            }
            if (depth == 1) {
                take(*record);
            }
            if (_cells.size() > maxCells) {
                throw Failure("file.too_many_cells", "The workbook has more than 20 million cells.");
            }
        }
    }

    void emit(RowSink& sink) {
        std::ranges::stable_sort(_cells, {}, &CellEntry::row);
        for (std::size_t i = 0; i < _cells.size();) {
            Row row{.number = std::uint64_t{_cells[i].row} + 1};
            for (const std::uint32_t index = _cells[i].row; i < _cells.size() && _cells[i].row == index; ++i) {
                row.cells.resize(std::max<std::size_t>(row.cells.size(), _cells[i].column + std::size_t{1}));
                row.cells[_cells[i].column] = cellOf(_cells[i]);
            }
            for (const MergedArea& area : _merged.covering(row.number)) {
                row.cells.resize(std::max(row.cells.size(), area.lastColumn + 1));
                for (std::size_t column = area.firstColumn; column <= area.lastColumn; ++column) {
                    row.cells[column].merged = true;
                }
            }
            sink.row(std::move(row));
        }
    }

private:
    void take(const BiffRecord& record) {
        const ByteView data(record.data);
        switch (record.type) {
        case BiffType::sharedLabel:
            addText(data, data.u32(6));
            break;
        case BiffType::label:
        case BiffType::richString:
            _texts.push_back(cellString(record.data, 6, _workbook.version));
            addText(data, _workbook.strings.size() + _texts.size() - 1);
            break;
        case BiffType::number:
            addNumber(data, data.u16(2), data.u16(4), data.f64(6));
            break;
        case BiffType::rk:
            addNumber(data, data.u16(2), data.u16(4), numberOfRk(data.u32(6)));
            break;
        case BiffType::multipleRk:
            for (std::size_t at = 4, column = data.u16(2); at + 8 <= record.data.size(); at += 6, ++column) {
                addNumber(data, static_cast<std::uint16_t>(column), data.u16(at), numberOfRk(data.u32(at + 2)));
            }
            break;
        case BiffType::formula:
            takeFormula(data);
            break;
        case BiffType::formulaText:
            takeFormulaText(record.data);
            break;
        case BiffType::mergedCells:
            takeMerged(data);
            break;
        default:
            break;
        }
    }

    void addText(const ByteView& data, std::size_t text) {
        _cells.push_back({data.u16(0), data.u16(2), data.u16(4), true, text, 0});
    }

    void addNumber(const ByteView& data, std::uint16_t column, std::uint16_t style, double number) {
        _cells.push_back({data.u16(0), column, style, false, 0, number});
    }

    void takeFormula(const ByteView& data) {
        if (data.u16(12) != 0xFFFF) {
            addNumber(data, data.u16(2), data.u16(4), data.f64(6));
        } else if (data.u8(6) == 0) {
            // A text result follows in a record of its own.
            _texts.emplace_back();
            addText(data, _workbook.strings.size() + _texts.size() - 1);
        }
    }

    void takeFormulaText(std::string_view data) {
        if (!_texts.empty() && _texts.back().empty()) {
            _texts.back() = cellString(data, 0, _workbook.version);
        }
    }

    void takeMerged(const ByteView& data) {
        const std::size_t count = data.u16(0);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = 2 + 8 * i;
            _merged.add(MergedArea{
                data.u16(at) + 1U,
                data.u16(at + 2) + 1U,
                data.u16(at + 4),
                std::min<std::size_t>(data.u16(at + 6), 255)});
        }
    }

    [[nodiscard]] Cell cellOf(const CellEntry& cell) const {
        if (cell.isText) {
            const std::size_t shared = _workbook.strings.size();
            return {
                .text = cell.text < shared                   ? _workbook.strings[cell.text]
                        : cell.text - shared < _texts.size() ? _texts[cell.text - shared]
                                                             : std::string()};
        }
        const bool isDay = cell.style < _workbook.dayStyles.size() && _workbook.dayStyles[cell.style];
        const bool plainYear =
            cell.number >= 1900 && cell.number <= 2100 && cell.number == static_cast<int>(cell.number);
        const std::string day =
            isDay && !plainYear ? isoDateOf(cell.number, _workbook.countsFrom1904 ? 1462 : 0) : std::string();
        return day.empty() ? Cell{.text = shortest(cell.number), .kind = CellKind::number}
                           : Cell{.text = day, .kind = CellKind::day};
    }

    std::string_view _stream;
    const XlsWorkbook& _workbook;
    std::vector<CellEntry> _cells;
    std::vector<std::string> _texts;
    MergedAreas _merged;
};

} // namespace

void readXls(std::string_view bytes, RowSink& sink) {
    std::string stream = oleStream(bytes, "Workbook");
    if (stream.empty()) {
        stream = oleStream(bytes, "Book");
    }
    const XlsWorkbook workbook = xlsWorkbookOf(stream);
    if (workbook.sheets.empty()) {
        throw Failure("file.damaged", "The workbook has no worksheet.");
    }
    for (const XlsSheetEntry& entry : workbook.sheets) {
        sink.sheet({.name = entry.name, .daysAfter1900 = workbook.countsFrom1904 ? 1462 : 0});
        XlsSheet sheet(stream, workbook);
        sheet.read(entry.offset);
        sheet.emit(sink);
    }
}

} // namespace documents::tables
