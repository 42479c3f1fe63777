#include "drawing/table_drawing.h"

#include <algorithm>
#include <string>
#include <vector>

namespace documents::drawing {

namespace {

constexpr double lineAbove = 2.2; // space above and below a row's texts

class TableDrawing {
public:
    TableDrawing(Pages& pages, const Table& table, const Columns& columns)
        : _pages(pages), _table(table), _width(pages.width() * std::clamp(table.width, 1, 100) / 100),
          _start(Pages::margin + pages.width() - _width), _fit(columns.fit(_width)),
          _indented(indentedColumn(table.columns)),
          _hasHeader(std::ranges::any_of(table.columns, [](const Column& column) { return !column.title.empty(); })) {}

    void draw() {
        constexpr double headerWithARow = 48;
        _pages.makeRoom(headerWithARow);
        header();
        for (std::size_t i = 0; i < _table.rows.size(); ++i) {
            draw(_table.rows[i], sumsAfter(i));
        }
    }

private:
    struct Placed {
        TextLayout layout;
        double start = 0;
        double width = 0;
    };

    void header() {
        if (!_hasHeader) {
            return;
        }
        Row titles;
        titles.emphasis = Emphasis::heading;
        for (const Column& column : _table.columns) {
            titles.cells.emplace_back(column.title);
        }
        const std::vector<Placed> cells = placed(titles, 3);
        const double height = heightOf(cells);
        _pages.canvas().box(_start, _pages.top(), _width, height, shade);
        put(cells, height);
        _pages.canvas().box(_start, _pages.top(), _width, 0.6, accent);
    }

    [[nodiscard]] bool isSum(std::size_t row) const {
        return _table.rows[row].emphasis == Emphasis::subtotal || _table.rows[row].emphasis == Emphasis::total;
    }

    /// How many sums follow a row at once: they stand on its page, so that none is alone on the next.
    [[nodiscard]] int sumsAfter(std::size_t row) const {
        constexpr int most = 4;
        int sums = 0;
        for (std::size_t next = row + 1; next < _table.rows.size() && isSum(next) && sums < most; ++next) {
            ++sums;
        }
        return sums;
    }

    void draw(const Row& row, int sums) {
        constexpr double groupGap = 4;
        const bool isHeading = row.emphasis == Emphasis::heading;
        const std::vector<Placed> cells = placed(row, 12);
        const double height = heightOf(cells);
        const double line = _fit.size * 1.4 + 2 * lineAbove;
        const double withNext = height + sums * line + (isHeading ? line + groupGap : 0);
        if (!_pages.hasRoom(withNext)) {
            _pages.newPage();
            header();
        } else if (isHeading) {
            _pages.advance(groupGap);
        }
        Canvas& canvas = _pages.canvas();
        if (row.emphasis == Emphasis::total) {
            canvas.box(_start, _pages.top(), _width, height, shade);
        }
        if (row.emphasis == Emphasis::total || row.emphasis == Emphasis::subtotal) {
            canvas.box(_start, _pages.top() - 0.5, _width, 0.7, ink);
        }
        put(cells, height);
        canvas.box(_start, _pages.top() - 0.4, _width, 0.4, row.emphasis == Emphasis::total ? ink : rule);
        if (row.emphasis == Emphasis::total) {
            canvas.box(_start, _pages.top() + 1, _width, 0.4, ink);
            _pages.advance(2);
        }
    }

    /// The texts of a row where they stand. In an emphasised row a text has the room of the empty cells behind it.
    [[nodiscard]] std::vector<Placed> placed(const Row& row, int mostLines) {
        std::vector<Placed> cells;
        double start = _start;
        for (std::size_t i = 0; i < _fit.widths.size(); ++i) {
            const std::string& text = textIn(row, i);
            double width = _fit.widths[i];
            if (!text.empty()) {
                const bool isText = _table.columns[i].kind == Kind::text;
                if (row.emphasis != Emphasis::none && isText) {
                    for (std::size_t next = i + 1; next < _fit.widths.size() && textIn(row, next).empty(); ++next) {
                        width += _fit.widths[next];
                    }
                }
                const double inset = i == _indented ? indentOf(row) : 0;
                const TextStyle style{
                    .size = _fit.size,
                    .isBold = row.emphasis != Emphasis::none,
                    .align = isFigure(_table.columns[i]) ? Align::figure : Align::start,
                    .mostLines = mostLines};
                const double room = std::max(width - 2 * cellPadding - inset, 1.0);
                cells.push_back({_pages.canvas().set(text, room, style), start + cellPadding + inset, room});
            }
            start += _fit.widths[i];
        }
        return cells;
    }

    [[nodiscard]] double heightOf(const std::vector<Placed>& cells) const {
        double height = _fit.size;
        for (const Placed& cell : cells) {
            height = std::max(height, cell.layout.height());
        }
        return height + 2 * lineAbove;
    }

    void put(const std::vector<Placed>& cells, double height) {
        for (const Placed& cell : cells) {
            _pages.canvas().text(cell.layout, cell.start, _pages.top() + lineAbove, cell.width);
        }
        _pages.advance(height);
    }

    Pages& _pages;
    const Table& _table;
    double _width;
    double _start;
    Columns::Fit _fit;
    std::size_t _indented;
    bool _hasHeader;
};

} // namespace

void drawTable(Pages& pages, const Table& table, const Columns& columns) { TableDrawing(pages, table, columns).draw(); }

} // namespace documents::drawing
