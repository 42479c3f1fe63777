#include "report/report_drawing.h"

#include "report/font.h"

#include <boost/json/array.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dttot::report {

namespace json = boost::json;

namespace {

constexpr double margin = 42;
constexpr double contentWidth = pageWidth - 2 * margin;
constexpr double bottom = pageHeight - margin - 18;
constexpr double cellPadding = 3;

constexpr Colour ink{0.1, 0.12, 0.15};
constexpr Colour faint{0.45, 0.48, 0.52};
constexpr Colour rule{0.8, 0.82, 0.85};
constexpr Colour shade{0.93, 0.945, 0.96};
constexpr Colour bar{0.13, 0.4, 0.62};

std::string textAt(const json::object& object, std::string_view key) {
    return std::string(json::string_view(object.at(key).as_string()));
}

struct Column {
    std::string title;
    double width = 0;
    bool isNumber = false;
};

class Drawing {
public:
    Drawing(Canvas& canvas, const json::object& report, int pages) : _canvas(canvas), _report(report), _pages(pages) {}

    /// Returns the number of pages.
    int draw() {
        _canvas.describe(textAt(_report, "title"));
        paragraph(textAt(_report, "title"), {.size = 18, .isBold = true, .mostLines = 4, .colour = ink}, 4);
        paragraph(textAt(_report, "subtitle"), {.size = 9, .mostLines = 4, .colour = faint}, 10);
        for (const json::value& section : _report.at("sections").as_array()) {
            draw(section.as_object());
        }
        endPage();
        return _page - 1;
    }

private:
    void draw(const json::object& section) {
        constexpr double headingWithSomething = 60;
        makeRoom(headingWithSomething);
        paragraph(textAt(section, "heading"), {.size = 12, .isBold = true, .mostLines = 3, .colour = ink}, 4);
        for (const json::value& text : section.at("texts").as_array()) {
            paragraph(std::string(json::string_view(text.as_string())), {.mostLines = 40, .colour = ink}, 4);
        }
        if (const json::value* chart = section.if_contains("chart")) {
            bars(chart->as_array());
        }
        if (const json::value* table = section.if_contains("table")) {
            rows(table->as_object());
        }
        _top += 10;
    }

    void paragraph(const std::string& text, const TextStyle& style, double after) {
        if (text.empty()) {
            return;
        }
        const double height = _canvas.heightOf(text, contentWidth, style);
        makeRoom(height);
        _canvas.text(text, margin, _top, contentWidth, style);
        _top += height + after;
    }

    /// A bar for each {"label", "value"}, the longest as long as there is room.
    void bars(const json::array& items) {
        constexpr double labelWidth = 130;
        constexpr double valueWidth = 60;
        constexpr double barHeight = 9;
        constexpr double pitch = 15;
        const TextStyle label{.size = 8.5, .mostLines = 1, .colour = ink};
        double most = 1;
        for (const json::value& item : items) {
            most = std::max(most, item.at("value").to_number<double>());
        }
        for (const json::value& item : items) {
            makeRoom(pitch);
            const double value = item.at("value").to_number<double>();
            const double length = (contentWidth - labelWidth - valueWidth) * value / most;
            _canvas.text(textAt(item.as_object(), "label"), margin, _top, labelWidth - 6, label);
            _canvas.box(margin + labelWidth, _top + 1, value > 0 ? std::max(length, 0.5) : 0, barHeight, bar);
            const std::string shown = std::to_string(static_cast<long long>(value));
            _canvas.text(shown, margin + labelWidth + length + 5, _top, valueWidth, label);
            _top += pitch;
        }
    }

    void rows(const json::object& table) {
        const std::vector<Column> columns = columnsOf(table.at("columns").as_array());
        headerRow(columns);
        for (const json::value& cells : table.at("rows").as_array()) {
            row(columns, cells.as_array());
        }
    }

    static std::vector<Column> columnsOf(const json::array& described) {
        double shares = 0;
        for (const json::value& column : described) {
            shares += column.at("share").to_number<double>();
        }
        std::vector<Column> columns;
        for (const json::value& column : described) {
            columns.push_back(
                {textAt(column.as_object(), "title"),
                 contentWidth * column.at("share").to_number<double>() / shares,
                 column.at("is_number").as_bool()}
            );
        }
        return columns;
    }

    void headerRow(const std::vector<Column>& columns) {
        constexpr double headerWithARow = 40;
        makeRoom(headerWithARow);
        std::vector<std::string> titles;
        for (const Column& column : columns) {
            titles.push_back(column.title);
        }
        const TextStyle style{.size = 8, .isBold = true, .mostLines = 2, .colour = ink};
        const double height = heightOf(columns, titles, style);
        _canvas.box(margin, _top, contentWidth, height, shade);
        cells(columns, titles, style);
        _top += height;
    }

    void row(const std::vector<Column>& columns, const json::array& values) {
        std::vector<std::string> texts;
        for (const json::value& value : values) {
            texts.emplace_back(json::string_view(value.as_string()));
        }
        texts.resize(columns.size());
        const TextStyle style{.size = 8, .mostLines = 12, .colour = ink};
        const double height = heightOf(columns, texts, style);
        if (_top + height > bottom) {
            endPage();
            headerRow(columns);
        }
        cells(columns, texts, style);
        _top += height;
        _canvas.line(margin, _top, contentWidth, rule);
    }

    [[nodiscard]] double
    heightOf(const std::vector<Column>& columns, const std::vector<std::string>& texts, const TextStyle& style) const {
        double height = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            height = std::max(height, _canvas.heightOf(texts[i], columns[i].width - 2 * cellPadding, style));
        }
        return height + 2 * cellPadding;
    }

    void cells(const std::vector<Column>& columns, const std::vector<std::string>& texts, TextStyle style) {
        double left = margin;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            style.isAtEnd = columns[i].isNumber;
            _canvas.text(texts[i], left + cellPadding, _top + cellPadding, columns[i].width - 2 * cellPadding, style);
            left += columns[i].width;
        }
    }

    void makeRoom(double height) {
        if (_top + height > bottom && _top > margin) {
            endPage();
        }
    }

    void endPage() {
        const std::string number =
            _pages == 0 ? std::to_string(_page) : std::to_string(_page) + " / " + std::to_string(_pages);
        const double top = pageHeight - margin;
        _canvas.line(margin, top - 4, contentWidth, rule);
        _canvas.text(
            textAt(_report, "title"), margin, top, contentWidth - 80, {.size = 7, .mostLines = 1, .colour = faint}
        );
        _canvas.text(
            number, margin + contentWidth - 80, top, 80, {.size = 7, .isAtEnd = true, .mostLines = 1, .colour = faint}
        );
        _canvas.endPage();
        ++_page;
        _top = margin;
    }

    Canvas& _canvas;
    const json::object& _report;
    int _pages;
    int _page = 1;
    double _top = margin;
};

} // namespace

void draw(const json::object& report, const Canvas::Write& write) {
    // The first time tells how many pages there are.
    const Fonts fonts;
    Canvas counting(fonts, [](std::string_view) {});
    const int pages = Drawing(counting, report, 0).draw();
    Canvas canvas(fonts, write);
    Drawing(canvas, report, pages).draw();
    canvas.finish();
}

} // namespace dttot::report
