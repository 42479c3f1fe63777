#include "extraction/pdf/plain_table.h"
#include "extraction/text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dttot::pdf {

namespace {

/// How far apart words of one header cell may stand, in word heights: proportional fonts, and typewriter fonts.
constexpr double wordGaps[] = {0.42, 0.85, 1.3};

/// Joins the words of neighbouring lines to header cells: what stands within `gap` on a line, and what stands below.
std::vector<PlainHeader::Cell>
cellsOf(const std::vector<TextLine>& lines, std::size_t first, std::size_t count, double gap) {
    std::vector<PlainHeader::Cell> cells;
    for (std::size_t i = first; i < first + count; ++i) {
        std::vector<PlainHeader::Cell> phrases;
        double end = -1;
        for (const Word& word : lines[i].words) {
            if (!phrases.empty() && word.left - end < gap * word.height()) {
                phrases.back().right = word.right;
                phrases.back().text += ' ' + word.text;
            } else {
                phrases.push_back({word.left, word.right, word.text});
            }
            end = word.right;
        }
        for (PlainHeader::Cell& phrase : phrases) {
            const auto above = std::ranges::find_if(cells, [&](const PlainHeader::Cell& cell) {
                return std::min(cell.right, phrase.right) - std::max(cell.left, phrase.left) > 1;
            });
            if (above == cells.end()) {
                cells.push_back(std::move(phrase));
            } else {
                above->left = std::min(above->left, phrase.left);
                above->right = std::max(above->right, phrase.right);
                above->text += ' ' + phrase.text;
            }
        }
    }
    std::ranges::sort(cells, {}, &PlainHeader::Cell::left);
    return cells;
}

/// How many cells are known headers, less those that are not; 0 when they are no header at all.
int meritOf(const std::vector<PlainHeader::Cell>& cells) {
    tables::Row row;
    int merit = 0;
    for (const PlainHeader::Cell& cell : cells) {
        row.cells.push_back({cell.text});
        merit += layout::columnOf(cell.text) != layout::Column::unknown ? 1 : -1;
    }
    return layout::headerOf(row) ? merit : 0;
}

} // namespace

std::optional<PlainHeader> plainHeaderOf(const std::vector<TextLine>& lines) {
    std::optional<PlainHeader> best;
    int bestMerit = 2;
    for (std::size_t first = 0; first < lines.size(); ++first) {
        for (std::size_t count = 1; count <= 3 && first + count <= lines.size(); ++count) {
            const TextLine& last = lines[first + count - 1];
            const double height = last.bottom - last.top;
            const double space = count == 1 ? 0 : last.top - lines[first + count - 2].bottom;
            if (space > 2.5 * height) {
                break;
            }
            for (const double gap : wordGaps) {
                std::vector<PlainHeader::Cell> cells = cellsOf(lines, first, count, gap);
                const int merit = meritOf(cells);
                // A second line close below that fits into the same cells ("Kode" over "Densus") belongs to them.
                const bool fits = best && best->firstLine == first && merit == bestMerit && count > best->lines
                                  && space < 0.9 * height;
                if (merit > bestMerit || fits) {
                    bestMerit = merit;
                    best = PlainHeader{std::move(cells), first, count};
                }
            }
        }
        // Further lines are looked at only while they can still be part of the header that was found.
        if (best && first > best->firstLine + 2) {
            return best;
        }
    }
    return best;
}

namespace {

struct Gutter {
    double left = 0;
    double right = 0;
};

/// The stretches between two x that the fewest words cross.
std::vector<Gutter> guttersBetween(double from, double to, const std::vector<TextLine>& body) {
    constexpr double step = 0.5;
    const auto cells = static_cast<std::size_t>(std::max(1.0, (to - from) / step));
    std::vector<std::size_t> crossed(cells, 0);
    for (const TextLine& line : body) {
        for (const Word& word : line.words) {
            const double first = std::max(0.0, (word.left - from) / step);
            const double last = std::min(static_cast<double>(cells), (word.right - from) / step);
            for (auto i = static_cast<std::size_t>(first); static_cast<double>(i) < last && i < cells; ++i) {
                ++crossed[i];
            }
        }
    }
    const std::size_t least = *std::ranges::min_element(crossed) + body.size() / 100;
    std::vector<Gutter> gutters;
    for (std::size_t i = 0; i < cells; ++i) {
        const double x = from + static_cast<double>(i) * step;
        if (crossed[i] > least) {
            continue;
        }
        if (gutters.empty() || gutters.back().right < x - step / 2) {
            gutters.push_back({x, x});
        }
        gutters.back().right = x + step;
    }
    return gutters;
}

/// How many lines have a word that starts right behind the gutter.
std::size_t startsBehind(const Gutter& gutter, const std::vector<TextLine>& body) {
    return static_cast<std::size_t>(std::ranges::count_if(body, [&](const TextLine& line) {
        return std::ranges::any_of(line.words, [&](const Word& word) {
            return word.left >= gutter.right - 1 && word.left <= gutter.right + 1.5;
        });
    }));
}

} // namespace

std::vector<double> columnBoundsOf(const PlainHeader& header, const std::vector<TextLine>& body) {
    std::vector<double> bounds;
    const double height = body.empty() ? 8 : std::max(4.0, body.front().words.front().height());
    for (std::size_t i = 0; i + 1 < header.cells.size(); ++i) {
        const PlainHeader::Cell& cell = header.cells[i];
        const PlainHeader::Cell& next = header.cells[i + 1];
        const double from = std::max((cell.left + cell.right) / 2, bounds.empty() ? 0 : bounds.back() + 1);
        const double to = std::max((next.left + next.right) / 2, from + 1);
        const std::vector<Gutter> gutters = guttersBetween(from, to, body);
        Gutter best{from, next.left};
        double bestScore = -1;
        for (const Gutter& gutter : gutters) {
            // A gap that many lines share is wide first, and then where words start anew.
            const double width = std::min((gutter.right - gutter.left) / height, 3.0);
            const double starts =
                static_cast<double>(startsBehind(gutter, body)) / static_cast<double>(body.size() + 1);
            const double score = 2 * width + starts;
            if (score > bestScore && gutter.right - gutter.left >= 1) {
                best = gutter;
                bestScore = score;
            }
        }
        bounds.push_back(std::max(best.left, best.right - 1));
    }
    return bounds;
}

} // namespace dttot::pdf
