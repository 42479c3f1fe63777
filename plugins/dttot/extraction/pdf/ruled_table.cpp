#include "extraction/pdf/ruled_table.h"

#include <algorithm>
#include <utility>

namespace dttot::pdf {

namespace {

constexpr double sameLine = 2.5;

/// The grid of a table and which of its cells are merged.
class Grid {
public:
    Grid(const Rulings& rulings, std::vector<double> xs, std::vector<double> ys)
        : _rulings(rulings), _xs(std::move(xs)), _ys(std::move(ys)), _words(rows() * columns()),
          _root(rows() * columns()) {
        for (std::size_t i = 0; i < _root.size(); ++i) {
            _root[i] = i;
        }
        findMerged();
    }

    [[nodiscard]] std::size_t columns() const { return _xs.size() - 1; }

    [[nodiscard]] std::size_t rows() const { return _ys.size() - 1; }

    void add(const Word& word) {
        const std::size_t column = bandOf(_xs, word.middleX());
        const std::size_t row = bandOf(_ys, word.middleY());
        _words[_root[row * columns() + column]].push_back(word);
    }

    [[nodiscard]] std::vector<tables::Row> read() {
        std::vector<tables::Row> out(rows());
        for (std::size_t row = 0; row < rows(); ++row) {
            out[row].cells.resize(columns());
            for (std::size_t column = 0; column < columns(); ++column) {
                const std::size_t index = row * columns() + column;
                out[row].cells[column].merged = _root[index] / columns() < row;
                if (_root[index] == index) {
                    out[row].cells[column].text = cellTextOf(std::move(_words[index]));
                }
            }
        }
        return out;
    }

private:
    static std::size_t bandOf(const std::vector<double>& bounds, double at) {
        const auto next = std::ranges::upper_bound(bounds, at);
        const auto index = static_cast<std::size_t>(next - bounds.begin());
        return std::clamp<std::size_t>(index, 1, bounds.size() - 1) - 1;
    }

    /// A cell belongs to its left neighbour, or to the one above, when no line divides them.
    void findMerged() {
        for (std::size_t row = 0; row < rows(); ++row) {
            for (std::size_t column = 0; column < columns(); ++column) {
                const std::size_t index = row * columns() + column;
                if (column > 0 && !_rulings.divides(_xs[column], _ys[row], _ys[row + 1])) {
                    _root[index] = _root[index - 1];
                } else if (row > 0 && !_rulings.crosses(_ys[row], _xs[column], _xs[column + 1])) {
                    _root[index] = _root[index - columns()];
                }
            }
        }
    }

    const Rulings& _rulings;
    std::vector<double> _xs;
    std::vector<double> _ys;
    std::vector<std::vector<Word>> _words;
    std::vector<std::size_t> _root;
};

} // namespace

std::optional<RuledTable> ruledTableOf(const Page& page, const Rulings& rulings) {
    std::vector<double> xs = positionsOf(rulings.vertical(), sameLine, 0.25);
    if (xs.size() < 4) {
        return std::nullopt;
    }
    std::vector<Ruling> across;
    for (const Ruling& ruling : rulings.horizontal()) {
        if (ruling.to > xs.front() && ruling.from < xs.back()) {
            across.push_back(ruling);
        }
    }
    // The columns' lines reach from the table's upper to its lower edge, whatever is drawn above and below.
    double top = page.height;
    double bottom = 0;
    for (const Ruling& ruling : rulings.vertical()) {
        top = std::min(top, ruling.from);
        bottom = std::max(bottom, ruling.to);
    }
    std::vector<double> ys = positionsOf(across, sameLine, 0);
    std::erase_if(ys, [&](double y) { return y < top - sameLine || y > bottom + sameLine; });
    if (ys.size() < 3) {
        return std::nullopt;
    }
    // A table that is cut by the page's end may lack its last line.
    if (bottom - ys.back() > 8) {
        ys.push_back(bottom);
    }
    if (ys.front() - top > 8) {
        ys.insert(ys.begin(), top);
    }
    Grid grid(rulings, xs, ys);
    for (const Word& word : page.words) {
        const bool inside = word.middleY() > ys.front() && word.middleY() < ys.back() && word.middleX() > xs.front() - 4
                            && word.middleX() < xs.back() + 4;
        if (inside) {
            grid.add(word);
        }
    }
    return RuledTable{ys.front(), ys.back(), xs.front(), xs.back(), grid.read()};
}

} // namespace dttot::pdf
