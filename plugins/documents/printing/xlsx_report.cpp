#include "printing/printed.h"
#include "printing/xlsx_sheet.h"

#include <optional>

namespace documents {

namespace {

/// Puts a report into a book: what stands above a table stands above it on its sheet.
class XlsxReport {
public:
    XlsxReport(XlsxBook& book, const Report& report) : _book(book), _report(report) {}

    void write() {
        begin(
            _report.sections.empty() || _report.sections.front().heading.empty() ? _report.title
                                                                                 : _report.sections.front().heading
        );
        line(_report.issuer, {.isBold = true});
        line(_report.title, {.size = 16, .isBold = true});
        line(_report.subtitle, {.isFaint = true});
        for (const Section& section : _report.sections) {
            if (_hasTable) {
                begin(section.heading.empty() ? _report.title : section.heading);
            }
            write(section);
        }
    }

private:
    void begin(std::string_view name) {
        _rows.emplace(_book, name, _report.language);
        _hasTable = false;
    }

    void line(std::string_view text, const Look& look) {
        if (!text.empty()) {
            _rows->text(0, text, look);
            _rows->endRow();
        }
    }

    void write(const Section& section) {
        line(section.heading, {.size = 13, .isBold = true});
        for (const Block& block : section.blocks) {
            line(block.heading, {.isFaint = true});
            for (const std::string& text : block.lines) {
                line(text, {});
            }
        }
        for (const Fact& fact : section.facts) {
            _rows->text(0, fact.name, {.isFaint = true});
            _rows->text(1, fact.value);
            _rows->endRow();
        }
        for (const std::string& text : section.texts) {
            line(text, {});
        }
        if (!section.chart.empty()) {
            table({.columns = {{{}, {}}, {{}, {}, Kind::number}}, .rows = rowsOf(section.chart)});
        }
        if (section.table) {
            if (_hasTable) {
                begin(section.heading);
            }
            table(forPeople(*section.table));
        }
    }

    static std::vector<Row> rowsOf(const std::vector<Bar>& bars) {
        std::vector<Row> rows;
        for (const Bar& bar : bars) {
            rows.push_back({.cells = {bar.label, figure(bar.value)}});
        }
        return rows;
    }

    void table(const Table& table) {
        _rows->header(table.columns);
        _rows->fit(table);
        for (const Row& row : table.rows) {
            _rows->row(row);
        }
        _hasTable = true;
    }

    XlsxBook& _book;
    const Report& _report;
    std::optional<XlsxRows> _rows;
    bool _hasTable = false;
};

} // namespace

tenon::FileReply printXlsx(tenon::FileStore& files, const Report& report, std::string_view name) {
    XlsxBook book(files);
    XlsxReport(book, report).write();
    return book.finish(name);
}

} // namespace documents
