#include "printing/csv_sheet.h"

#include "printing/plain_text.h"

#include <utility>

namespace documents {

bool looksLikeFormula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

CsvSheet::CsvSheet(tenon::FileStore& files, std::string name) : _output(files), _name(std::move(name)) {
    _output.write("\xEF\xBB\xBF");
}

void CsvSheet::header(const std::vector<Column>& columns) {
    if (_columns > 0) {
        endLine();
    }
    _columns = columns.size();
    for (const Column& column : columns) {
        text(column.name.empty() ? column.title : column.name);
    }
    endLine();
}

void CsvSheet::add(const Row& row) {
    const Cell nothing;
    for (std::size_t i = 0; i < _columns; ++i) {
        const Cell& cell = i < row.cells.size() ? row.cells[i] : nothing;
        if (const auto* written = std::get_if<std::string>(&cell)) {
            text(*written);
            continue;
        }
        _output.write(std::exchange(_isLineBegun, true) ? "," : "");
        if (const auto* figure = std::get_if<tenon::Decimal>(&cell)) {
            _output.write(figure->text());
        } else if (const auto* date = std::get_if<tenon::Date>(&cell)) {
            _output.write(date->text());
        }
    }
    endLine();
}

tenon::FileReply CsvSheet::finish() { return _output.finish(_name + ".csv", "text/csv; charset=utf-8"); }

void CsvSheet::text(std::string_view text) {
    const std::string whole = wholesome(text);
    _output.write(std::exchange(_isLineBegun, true) ? "," : "");
    const bool isFormula = looksLikeFormula(whole);
    if (!isFormula && whole.find_first_of(",\"\r\n") == std::string::npos) {
        _output.write(whole);
        return;
    }
    std::string quoted = isFormula ? "\"'" : "\"";
    for (const char c : whole) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    _output.write(quoted + "\"");
}

void CsvSheet::endLine() {
    _output.write("\r\n");
    _isLineBegun = false;
}

tenon::FileReply printCsv(tenon::FileStore& files, const Report& report, std::string_view name) {
    CsvSheet sheet(files, std::string(name));
    for (const Section& section : report.sections) {
        if (section.table) {
            sheet.header(section.table->columns);
            for (const Row& row : section.table->rows) {
                sheet.add(row);
            }
        }
    }
    return sheet.finish();
}

} // namespace documents
