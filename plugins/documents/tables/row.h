#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace documents::tables {

/// What a workbook says that a cell is; in delimited text every cell is text.
enum class CellKind {
    text,
    number,
    day,  ///< `text` is "YYYY-MM-DD"
    error ///< `text` is "#REF!" or the like
};

struct Cell {
    std::string text;
    bool merged = false; ///< lies in a merged area whose text stands in an earlier row
    CellKind kind = CellKind::text;
};

/// Where a row stands: in the table, or in the text around it (titles and footers of a PDF page).
enum class Place { table, outside };

struct Row {
    std::uint64_t number = 0; ///< from 1, as a person counts rows in the document
    std::vector<Cell> cells;
    Place place = Place::table;
    unsigned page = 0;    ///< from 1, where the document has pages
    bool flowsOn = false; ///< its cells may go on with the sentences of the row before: a page broke between them
};

/// What line breaks inside a cell mean.
enum class LineBreaks { typed, wrapped };

struct Sheet {
    std::string name;      ///< empty where the format has no sheets
    int daysAfter1900 = 0; ///< 1462 where day numbers count from 1904
    LineBreaks lineBreaks = LineBreaks::typed;
    std::optional<std::uint64_t> rowsAhead; ///< an estimate for progress, where the document tells
};

/// Receives a document's rows in order; a reader keeps no more than it needs for the next row.
class RowSink {
public:
    RowSink() = default;
    RowSink(const RowSink&) = delete;
    RowSink& operator=(const RowSink&) = delete;
    virtual ~RowSink() = default;

    /// A sheet begins; every document has at least one.
    virtual void sheet(const Sheet& sheet) = 0;

    virtual void row(Row&& row) = 0;
};

} // namespace documents::tables
