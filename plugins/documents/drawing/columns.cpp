#include "drawing/columns.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <sstream>
#include <string>

namespace documents::drawing {

namespace {

/// What a column of texts gets at least, and beyond which a text is long in any case.
constexpr double leastText = 80;
constexpr double longText = 600;
constexpr double leastScale = 0.4; // nobody reads what is smaller

double widthOf(const Typography& typography, const std::string& text, bool isBold) {
    constexpr std::size_t mostBytes = 400; // longer texts are broken anyhow
    if (text.empty()) {
        return 0;
    }
    if (text.size() > mostBytes) {
        return longText;
    }
    const TextLayout::Style style{
        .size = tableSize, .width = std::numeric_limits<double>::max(), .isBold = isBold, .mostLines = 2};
    return TextLayout(typography, text, style).width() + 2 * cellPadding;
}

double longestWord(const Typography& typography, const std::string& title) {
    double longest = 0;
    std::istringstream words(title);
    for (std::string word; words >> word;) {
        longest = std::max(longest, widthOf(typography, word, true));
    }
    return std::min(longest, leastText * 2);
}

/// Whether an emphasised text runs on into empty cells, see table_drawing.cpp.
bool runsOn(const Row& row, std::size_t column, const Table& table) {
    return table.columns[column].kind == Kind::text && row.emphasis != Emphasis::none
           && column + 1 < table.columns.size() && textIn(row, column + 1).empty();
}

} // namespace

const std::string& textIn(const Row& row, std::size_t column) {
    static const std::string nothing;
    return column < row.cells.size() ? std::get<std::string>(row.cells[column]) : nothing;
}

double indentOf(const Row& row) {
    constexpr double ofLevel = 10;
    constexpr int mostLevels = 8;
    return ofLevel * std::clamp(row.level, 0, mostLevels);
}

Columns::Columns(const Typography& typography, const Table& table) {
    const std::size_t indented = indentedColumn(table.columns);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        double widest = widthOf(typography, column.title, true);
        const double word = longestWord(typography, column.title);
        double cells = 0;
        for (const Row& row : table.rows) {
            if (!runsOn(row, i, table)) {
                const double inset = i == indented ? indentOf(row) : 0;
                cells = std::max(cells, inset + widthOf(typography, textIn(row, i), row.emphasis != Emphasis::none));
            }
        }
        widest = std::max(widest, cells);
        if (column.kind == Kind::text) {
            const double least = std::max(word, std::min(cells, leastText));
            _needs.push_back({least, std::max(least, widest), std::max(column.share, 1), true});
        } else {
            constexpr int shareOfTitles = 4;
            const double least = std::max(word, std::min(cells, leastText * 3));
            _needs.push_back({least, std::max(least, std::min(widest, leastText * 3)), shareOfTitles, false});
        }
    }
}

double Columns::least() const {
    return std::accumulate(_needs.begin(), _needs.end(), 0.0, [](double sum, const Need& need) {
        return sum + need.least;
    });
}

Columns::Fit Columns::fit(double width) const {
    Fit fit;
    std::ranges::transform(_needs, std::back_inserter(fit.widths), &Need::least);
    const double needed = least();
    if (needed > width) {
        // The texts become smaller, the space beside them does not.
        const double space = 2 * cellPadding * static_cast<double>(_needs.size());
        constexpr double nearly = 0.99; // so that rounding breaks no figure
        const double scale = std::max((width - space) / (needed - space), leastScale);
        fit.size = tableSize * scale * nearly;
        std::ranges::for_each(fit.widths, [&](double& column) {
            column = (column - 2 * cellPadding) * scale + 2 * cellPadding;
        });
    } else {
        grow(fit.widths, width - needed);
    }
    return fit;
}

/// Columns grow by their shares until each has the room that it needs; what is then left goes to those of texts, or to
/// all where none is of texts.
void Columns::grow(std::vector<double>& widths, double left) const {
    constexpr double nothing = 0.01;
    const auto isHungry = [&](std::size_t i) { return widths[i] < _needs[i].most - nothing; };
    for (int round = 0; round < 100 && left > nothing; ++round) {
        double shares = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            shares += isHungry(i) ? _needs[i].share : 0;
        }
        if (shares == 0) {
            break;
        }
        double given = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const double more = isHungry(i) ? std::min(left * _needs[i].share / shares, _needs[i].most - widths[i]) : 0;
            widths[i] += more;
            given += more;
        }
        left -= given;
    }
    const auto shareOf = [](const Need& need) { return need.isText ? need.share : 0; };
    const int shares = std::accumulate(_needs.begin(), _needs.end(), 0, [&](int sum, const Need& need) {
        return sum + shareOf(need);
    });
    for (std::size_t i = 0; i < widths.size(); ++i) {
        widths[i] += shares > 0 ? left * shareOf(_needs[i]) / shares : left / static_cast<double>(widths.size());
    }
}

} // namespace documents::drawing
