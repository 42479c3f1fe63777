#pragma once

#include "extraction/layout/columns.h"
#include "extraction/pdf/page.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <optional>
#include <vector>

namespace dttot::pdf {

/// A header found among the lines of a page, with the x range of each of its cells.
struct PlainHeader {
    struct Cell {
        double left = 0;
        double right = 0;
        std::string text;
    };

    std::vector<Cell> cells;
    std::size_t firstLine = 0;
    std::size_t lines = 1;
};

/// The header of a table without ruling lines: one to three lines whose phrases name the columns.
[[nodiscard]] std::optional<PlainHeader> plainHeaderOf(const std::vector<TextLine>& lines);

/// The x at which each column ends and the next begins: between two headers, where the fewest words of the body are cut
/// and most lines start anew.
[[nodiscard]] std::vector<double> columnBoundsOf(const PlainHeader& header, const std::vector<TextLine>& body);

/// Joins the lines of a table's body to rows: a running number, a Kode Densus or a type tells where a record is, the
/// widest gap where it ends. Lines of headings and page footers become rows of their own.
[[nodiscard]] std::vector<tables::Row>
plainRowsOf(const std::vector<TextLine>& body, const layout::Columns& columns, const std::vector<double>& bounds);

} // namespace dttot::pdf
