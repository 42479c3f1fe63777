#pragma once

#include "printing/xlsx_book.h"

#include <tenon/documents/reports.h>

#include <string>
#include <string_view>
#include <vector>

namespace documents {

/// Rows of a sheet, from the top down.
class XlsxRows {
public:
    /// A sheet of the book with this name, see XlsxBook::addSheet.
    XlsxRows(XlsxBook& book, std::string_view name, std::string_view language);

    /// A text in a column of the next row; empty ones leave it empty.
    void text(std::size_t column, std::string_view text, const Look& usual = {});

    void endRow() { ++_row; }

    /// The titles of a table, which stay in sight when the sheet is scrolled and stand on each printed page.
    void header(const std::vector<Column>& columns);

    /// Makes the columns of the table as wide as what stands in them, within reason.
    void fit(const Table& table);

    /// A row of the table. Throws Invalid when there is no row left.
    void row(const Row& row);

private:
    void cell(std::size_t column, const Cell& cell, const Row& row);

    XlsxBook& _book;
    lxw_worksheet* _sheet;
    bool _isRightToLeft;
    std::vector<Column> _columns;
    std::size_t _indented = 0;
    std::uint32_t _row = 0;
};

/// A table that is one sheet.
class XlsxSheet : public Sheet {
public:
    XlsxSheet(tenon::FileStore& files, const SheetHead& head);

    void add(const Row& row) override;
    [[nodiscard]] tenon::FileReply finish() override;

private:
    XlsxBook _book;
    XlsxRows _rows;
    std::string _name;
};

/// The report, a sheet for each table.
[[nodiscard]] tenon::FileReply printXlsx(tenon::FileStore& files, const Report& report, std::string_view name);

} // namespace documents
