#include "printing/xlsx_sheet.h"

#include "printing/plain_text.h"

#include <tenon/error.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <xlsxwriter.h>

namespace documents {

namespace {

constexpr lxw_row_t mostRows = 1'048'576;      // of a sheet
constexpr std::size_t mostCharacters = 32'767; // of a cell, in UTF-16
constexpr int digitsOfNumbers = 15;            // that a spreadsheet keeps

/// The text as far as a cell holds it, whole characters only.
std::string fitting(std::string_view text) {
    const std::string whole = wholesome(text);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto byte = static_cast<unsigned char>(whole[i]);
        characters += (byte & 0xC0U) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
        if (characters > mostCharacters) {
            return whole.substr(0, i);
        }
    }
    return whole;
}

/// The figure as a spreadsheet has it, when it keeps every digit.
std::optional<double> numberOf(tenon::Decimal figure) {
    std::int64_t significant = figure.unscaled();
    while (significant != 0 && significant % 10 == 0) {
        significant /= 10;
    }
    if (std::to_string(std::abs(significant)).size() > digitsOfNumbers) {
        return std::nullopt;
    }
    return static_cast<double>(figure.unscaled()) / std::pow(10.0, figure.scale());
}

std::string figureFormat(int scale) {
    return scale == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(scale), '0');
}

/// Days before March 1900 are not what spreadsheets take them for.
std::optional<lxw_datetime> dayOf(tenon::Date date) {
    const auto day = date.day();
    if (day < std::chrono::year(1900) / 3 / 1) {
        return std::nullopt;
    }
    return lxw_datetime{
        static_cast<int>(day.year()),
        static_cast<int>(static_cast<unsigned>(day.month())),
        static_cast<int>(static_cast<unsigned>(day.day())),
        0,
        0,
        0};
}

double widthOf(const Column& column) {
    constexpr double ofTexts = 24;
    constexpr double ofDays = 12;
    constexpr double ofFigures = 18;
    return column.kind == Kind::text ? ofTexts : column.kind == Kind::date ? ofDays : ofFigures;
}

std::size_t charactersIn(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

/// As a cell shows them; a figure with its groups.
std::size_t charactersOf(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return charactersIn(*text);
    }
    if (const auto* figure = std::get_if<tenon::Decimal>(&cell)) {
        const std::size_t plain = figure->text().size();
        return plain + plain / 3;
    }
    constexpr std::size_t ofDays = 10;
    return std::holds_alternative<tenon::Date>(cell) ? ofDays : 0;
}

std::size_t longestWord(std::string_view title) {
    std::size_t longest = 0;
    while (!title.empty()) {
        const std::size_t end = std::min(title.find(' '), title.size());
        longest = std::max(longest, charactersIn(title.substr(0, end)));
        title.remove_prefix(std::min(end + 1, title.size()));
    }
    return longest;
}

std::size_t levelOf(const Row& row) { return static_cast<std::size_t>(std::clamp(row.level, 0, 15)); }

Look lookOf(const Row& row) {
    Look look;
    look.isBold = row.emphasis != Emphasis::none;
    look.isShaded = row.emphasis == Emphasis::total;
    look.hasLineAbove = row.emphasis == Emphasis::subtotal || row.emphasis == Emphasis::total;
    look.hasLineBelow = row.emphasis == Emphasis::total;
    return look;
}

} // namespace

XlsxRows::XlsxRows(XlsxBook& book, std::string_view name, std::string_view language)
    : _book(book), _sheet(book.addSheet(name, language)), _isRightToLeft(language == "ar") {}

void XlsxRows::text(std::size_t column, std::string_view text, const Look& usual) {
    Look look = usual;
    look.isAtRight = look.isAtRight || _isRightToLeft; // Latin texts too begin there
    if (!text.empty()) {
        worksheet_write_string(_sheet, _row, static_cast<lxw_col_t>(column), fitting(text).c_str(), _book.format(look));
    }
}

void XlsxRows::header(const std::vector<Column>& columns) {
    _columns = columns;
    _indented = indentedColumn(columns);
    const bool hasTitles = std::ranges::any_of(columns, [](const Column& column) { return !column.title.empty(); });
    const auto titleOf = [&](const Column& column) { return hasTitles ? column.title : column.name; };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto place = static_cast<lxw_col_t>(i);
        worksheet_set_column(_sheet, place, place, widthOf(columns[i]), nullptr);
        const bool isFigure = columns[i].kind == Kind::number || columns[i].kind == Kind::money;
        Look look;
        look.isBold = look.isShaded = look.hasLineBelow = look.isWrapped = true;
        look.isAtRight = isFigure;
        text(i, titleOf(columns[i]), look);
    }
    const bool isAcross = columns.size() > 6;
    if (isAcross) {
        worksheet_set_landscape(_sheet);
    }
    if (std::ranges::any_of(columns, [&](const Column& column) { return !titleOf(column).empty(); })) {
        endRow();
        worksheet_freeze_panes(_sheet, _row, 0);
        worksheet_repeat_rows(_sheet, _row - 1, _row - 1);
    }
}

void XlsxRows::fit(const Table& table) {
    constexpr std::size_t least = 9;
    constexpr std::size_t most = 60;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::size_t longest = std::max(least, longestWord(table.columns[i].title));
        for (const Row& row : table.rows) {
            const bool isSum = row.emphasis == Emphasis::subtotal || row.emphasis == Emphasis::total;
            const bool hasCell = i < row.cells.size();
            // The label of a sum has the room of the empty cells behind it.
            if (hasCell && !(isSum && std::holds_alternative<std::string>(row.cells[i]))) {
                longest = std::max(longest, charactersOf(row.cells[i]) + (i == _indented ? 2 * levelOf(row) : 0));
            }
        }
        const auto place = static_cast<lxw_col_t>(i);
        worksheet_set_column(_sheet, place, place, static_cast<double>(std::min(longest, most) + 2), nullptr);
    }
}

void XlsxRows::row(const Row& row) {
    if (_row >= mostRows) {
        throw tenon::Invalid("There are more rows than a sheet holds; ask for CSV.");
    }
    const Cell nothing;
    for (std::size_t i = 0; i < _columns.size(); ++i) {
        cell(i, i < row.cells.size() ? row.cells[i] : nothing, row);
    }
    endRow();
}

void XlsxRows::cell(std::size_t column, const Cell& cell, const Row& row) {
    const auto place = static_cast<lxw_col_t>(column);
    Look look = lookOf(row);
    look.indent = column == _indented ? row.level : 0;
    if (const auto* written = std::get_if<std::string>(&cell); written != nullptr && !written->empty()) {
        text(column, *written, look);
    } else if (const auto* figure = std::get_if<tenon::Decimal>(&cell)) {
        if (const auto number = numberOf(*figure)) {
            look.figures = figureFormat(figure->scale());
            worksheet_write_number(_sheet, _row, place, *number, _book.format(look));
        } else {
            look.isAtRight = true;
            text(column, figure->text(), look);
        }
    } else if (const auto* date = std::get_if<tenon::Date>(&cell)) {
        if (auto day = dayOf(*date)) {
            look.figures = "yyyy-mm-dd";
            worksheet_write_datetime(_sheet, _row, place, &*day, _book.format(look));
        } else {
            text(column, date->text(), look);
        }
    } else if (row.emphasis != Emphasis::none) {
        worksheet_write_blank(_sheet, _row, place, _book.format(look));
    }
}

XlsxSheet::XlsxSheet(tenon::FileStore& files, const SheetHead& head)
    : _book(files), _rows(_book, head.name, head.language), _name(head.name) {
    _rows.header(head.columns);
}

void XlsxSheet::add(const Row& row) { _rows.row(row); }

tenon::FileReply XlsxSheet::finish() { return _book.finish(_name); }

} // namespace documents
