#pragma once

#include "extraction/layout/columns.h"
#include "extraction/layout/row_kind.h"
#include "extraction/record.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dttot::layout {

/// One cell of a record's rows: a merged record has several parts per column.
struct Part {
    Column column = Column::unknown;
    std::string text;
};

/// The cells of one record, collected over all of its rows, before any field is read.
struct RawRecord {
    std::uint64_t firstRow = 0;
    std::uint64_t rows = 1;
    unsigned page = 0; ///< of the first row, where the document has pages
    std::vector<Part> parts;
    std::vector<std::pair<std::string, std::string>> original; ///< header -> text, in the order of the columns
    std::optional<SubjectType> sectionType;                    ///< what the section or sheet says
    bool isOfExport = false;                                   ///< Columns::areOfExport()
    tables::Sheet sheet;

    /// The texts of a column's parts, joined by line breaks.
    [[nodiscard]] std::string textOf(Column column) const;
};

/// A row, or a run of rows that the document leaves out, that is no part of a record.
struct SkippedRows {
    std::uint64_t row = 0;
    std::uint64_t rows = 1;
    RowKind kind = RowKind::blank;
    std::string text;
};

class LayoutSink {
public:
    LayoutSink() = default;
    LayoutSink(const LayoutSink&) = delete;
    LayoutSink& operator=(const LayoutSink&) = delete;
    virtual ~LayoutSink() = default;

    virtual void sheet(const tables::Sheet& sheet) = 0;
    virtual void record(RawRecord&& record) = 0;
    virtual void skipped(SkippedRows&& rows) = 0;
};

/// Finds the header, tells what every row is and joins the rows of one record. Every row of the document arrives at the
/// sink exactly once: in a record, or as skipped.
class TableLayout : public tables::RowSink {
public:
    explicit TableLayout(LayoutSink& sink) : _sink(sink) {}

    void sheet(const tables::Sheet& sheet) override;
    void row(tables::Row&& row) override;

    /// The document is complete: passes on the record that is still open. Throws Failure when there was no header.
    void finish();

private:
    bool takeHeader(const tables::Row& row);
    void takeBody(tables::Row&& row);
    void takeBeforeHeader(const tables::Row& row);
    void beginRecord(tables::Row&& row);
    void continueRecord(tables::Row&& row);
    void append(std::size_t index, std::string&& text, bool flowsOn);
    void closeRecord();
    void skip(const tables::Row& row, RowKind kind);
    void skipGapBefore(std::uint64_t number);

    LayoutSink& _sink;
    tables::Sheet _sheet;
    std::optional<Columns> _columns;
    std::optional<Columns> _previousColumns;
    std::optional<tables::Row> _headerRow; ///< while a second header row may still follow
    std::optional<RawRecord> _open;
    std::vector<std::size_t> _lastPart; ///< per column, the index of its last part in _open
    std::optional<SubjectType> _sectionType;
    Context _context;
    std::uint64_t _lastRow = 0;
    bool _sawHeader = false;
};

} // namespace dttot::layout
