#include "extraction/extraction.h"

#include "extraction/failure.h"
#include "extraction/layout_list.h"
#include "extraction/record_builder.h"
#include "tables/csv_reader.h"
#include "tables/xls_reader.h"
#include "tables/xlsx_reader.h"

#include <utility>

namespace dttot {

namespace {

constexpr std::uint64_t rowsPerProgress = 1000;

/// Reads the fields of each record that the layout delivers and counts what passes.
class RecordReader : public layout::LayoutSink {
public:
    RecordReader(Listener& listener, MakeRecord makeRecord) : _listener(listener), _makeRecord(makeRecord) {}

    void sheet(const tables::Sheet& sheet) override {
        finish();
        _sheet = sheet.name;
        _rowsAhead = sheet.rowsAhead;
    }

    void record(layout::RawRecord&& raw) override {
        finish();
        const std::uint64_t rows = raw.rows;
        const std::string sheet = raw.sheet.name;
        const Record record = _makeRecord(std::move(raw));
        ++_summary.records;
        _summary.recordRows += rows;
        _summary.withIssues += record.issues.empty() ? 0 : 1;
        _listener.record(record, rows, sheet);
        count(rows);
    }

    void skipped(layout::SkippedRows&& rows) override {
        const bool isBlank = rows.kind == layout::RowKind::blank;
        if (isBlank && _blank && rows.row == _blank->row + _blank->rows) {
            _blank->rows += rows.rows;
            return;
        }
        finish();
        if (isBlank) {
            _blank = std::move(rows);
        } else {
            pass(rows);
        }
    }

    /// Passes on the blank rows that wait for further ones.
    void finish() {
        if (_blank) {
            pass(*std::exchange(_blank, std::nullopt));
        }
    }

    [[nodiscard]] const Summary& summary() const noexcept { return _summary; }

private:
    void pass(const layout::SkippedRows& rows) {
        _summary.skipped += rows.rows;
        _listener.skipped(rows, _sheet);
        count(rows.rows);
    }

    void count(std::uint64_t rows) {
        const std::uint64_t before = _summary.rows / rowsPerProgress;
        _summary.rows += rows;
        if (_summary.rows / rowsPerProgress != before) {
            _listener.progress(_summary.rows, _rowsAhead);
        }
    }

    Listener& _listener;
    MakeRecord _makeRecord;
    Summary _summary;
    std::string _sheet;
    std::optional<std::uint64_t> _rowsAhead;
    std::optional<layout::SkippedRows> _blank; ///< a million empty rows are one finding
};

class LayoutList : public TableList {
public:
    LayoutList(Listener& listener, MakeRecord makeRecord) : _records(listener, makeRecord) {}

    void sheet(const tables::Sheet& sheet) override { _layout.sheet(sheet); }

    void row(tables::Row&& row) override { _layout.row(std::move(row)); }

    Summary finish() override {
        _layout.finish();
        _records.finish();
        return _records.summary();
    }

private:
    RecordReader _records;
    layout::TableLayout _layout{_records};
};

} // namespace

std::unique_ptr<TableList> listByLayout(Listener& listener, MakeRecord makeRecord) {
    return std::make_unique<LayoutList>(listener, makeRecord);
}

TableReader readerOf(tables::Format format) {
    switch (format) {
    case tables::Format::xlsx:
        return &tables::readXlsx;
    case tables::Format::xls:
        return &tables::readXls;
    case tables::Format::csv:
        return &tables::readCsv;
    default:
        break;
    }
    throw Failure("dttot.file.unsupported", "The document holds no table that the library reads.");
}

Summary extract(std::string_view bytes, const TableReader& reader, Listener& listener) {
    LayoutList list(listener, &recordOf);
    reader(bytes, list);
    return list.finish();
}

} // namespace dttot
