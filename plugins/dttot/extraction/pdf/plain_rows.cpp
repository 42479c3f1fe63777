#include "extraction/fields/kode_densus.h"
#include "extraction/fields/subject_type.h"
#include "extraction/layout/row_kind.h"
#include "extraction/pdf/plain_table.h"
#include "extraction/text.h"

#include <algorithm>
#include <utility>

namespace dttot::pdf {

namespace {

using layout::Column;

/// One line of the body, cut into columns.
struct BodyLine {
    TextLine line;
    std::vector<std::string> cells;
    bool isAnchor = false;    ///< a record has its number, code or type on this line
    bool standsAlone = false; ///< a section heading or a page footer
};

bool isNumber(std::string_view text) {
    text = text::strip(text, ".)");
    return !text.empty() && text.size() <= 6 && std::ranges::all_of(text, &text::isDigit);
}

/// "IDD-012", or its first half "IDD-" where the column is narrow.
bool startsCode(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && text::isLetter(text[letters])) {
        ++letters;
    }
    return fields::isKodeDensus(text)
           || (letters == 3 && text.size() == 4 && !text::isSpace(text[3]) && !text::isDigit(text[3]));
}

class RowBuilder {
public:
    RowBuilder(const layout::Columns& columns, const std::vector<double>& bounds)
        : _columns(columns), _bounds(bounds) {}

    std::vector<tables::Row> build(const std::vector<TextLine>& lines) {
        for (const TextLine& line : lines) {
            _lines.push_back(cut(line));
        }
        chooseAnchors();
        setPageFooterApart();
        const std::vector<std::size_t> starts = rowStarts();
        std::vector<tables::Row> rows;
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : _lines.size();
            rows.push_back(rowOf(starts[i], end));
        }
        return rows;
    }

private:
    [[nodiscard]] std::size_t columnAt(double x) const {
        return static_cast<std::size_t>(std::ranges::upper_bound(_bounds, x) - _bounds.begin());
    }

    BodyLine cut(const TextLine& line) const {
        BodyLine body{line, std::vector<std::string>(_columns.size()), false, false};
        for (const Word& word : line.words) {
            std::string& cell = body.cells[std::min(columnAt(word.middleX()), _columns.size() - 1)];
            cell += (cell.empty() ? "" : " ") + word.text;
        }
        // "Orang" alone on a line of its column is a cell, not a heading.
        body.standsAlone = layout::standsAlone(line.text()) && cellOf(body, Column::type) != line.text();
        return body;
    }

    [[nodiscard]] std::string_view cellOf(const BodyLine& line, Column column) const {
        const auto index = _columns.indexOf(column);
        return index ? text::trim(line.cells[*index]) : std::string_view();
    }

    /// The first of these that the table has on some line: code, number, type, name.
    void chooseAnchors() {
        const auto mark = [this](auto&& isAnchor) {
            bool any = false;
            for (BodyLine& line : _lines) {
                line.isAnchor = !line.standsAlone && isAnchor(line);
                any = any || line.isAnchor;
            }
            return any;
        };
        static_cast<void>(
            mark([this](const BodyLine& line) { return startsCode(cellOf(line, Column::code)); })
            || mark([this](const BodyLine& line) { return isNumber(cellOf(line, Column::number)); })
            || mark([this](const BodyLine& line) {
                   return fields::subjectTypeOf(cellOf(line, Column::type)).has_value();
               })
        );
    }

    [[nodiscard]] double gapBefore(std::size_t i) const { return _lines[i].line.top - _lines[i - 1].line.top; }

    [[nodiscard]] double usualGap() const {
        std::vector<double> gaps;
        for (std::size_t i = 1; i < _lines.size(); ++i) {
            gaps.push_back(gapBefore(i));
        }
        if (gaps.empty()) {
            return 1e9;
        }
        std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 3));
        return gaps[gaps.size() / 3];
    }

    /// Lines at the end of a page below a wide gap, none of which starts a record, are its footer.
    void setPageFooterApart() {
        const double usual = usualGap();
        for (std::size_t i = _lines.size(); i > 1 && !_lines[i - 1].isAnchor; --i) {
            if (gapBefore(i - 1) > 2.4 * usual) {
                for (std::size_t k = i - 1; k < _lines.size(); ++k) {
                    _lines[k].standsAlone = true;
                }
                return;
            }
        }
    }

    [[nodiscard]] std::vector<std::size_t> rowStarts() const {
        std::vector<std::size_t> starts;
        std::size_t from = 0;
        bool seenAnchor = false;
        const bool topAligned = isTopAligned();
        const double usual = usualGap();
        const bool anchored = std::ranges::any_of(_lines, &BodyLine::isAnchor);
        for (std::size_t i = 0; i < _lines.size(); ++i) {
            if (_lines[i].standsAlone || (i > 0 && _lines[i - 1].standsAlone)) {
                // What stands before the first record's own line, after a heading, belongs to that record.
                starts.push_back(i);
                from = i + 1;
                seenAnchor = _lines[i].isAnchor;
            } else if (i == 0) {
                starts.push_back(0);
                from = 1;
                seenAnchor = _lines[0].isAnchor;
            } else if (_lines[i].isAnchor) {
                // What stands above a page's first anchor is the rest of the page before, or the upper half of centred
                // cells.
                const std::size_t start = topAligned ? i : widestGap(from, i);
                if (start > starts.back() && (seenAnchor || topAligned || gapBefore(start) > 1.3 * usual)) {
                    starts.push_back(start);
                }
                from = i + 1;
                seenAnchor = true;
            } else if (!anchored && gapBefore(i) > 1.25 * usual) {
                starts.push_back(i);
            }
        }
        return starts;
    }

    /// Whether cells stand at the top of their rows: then most records start on the line of their anchor.
    [[nodiscard]] bool isTopAligned() const {
        std::size_t anchors = 0;
        std::size_t atAnchor = 0;
        std::size_t from = 1;
        for (std::size_t i = 1; i < _lines.size(); ++i) {
            if (_lines[i].isAnchor) {
                ++anchors;
                atAnchor += widestGap(from, i) == i ? 1 : 0;
                from = i + 1;
            }
        }
        return atAnchor * 2 > anchors;
    }

    /// The line after the widest gap since the anchor before; the anchor's own line when all gaps are alike.
    [[nodiscard]] std::size_t widestGap(std::size_t from, std::size_t anchor) const {
        std::size_t best = anchor;
        double widest = gapBefore(anchor) * 1.1;
        for (std::size_t i = anchor; i-- > from;) {
            if (gapBefore(i) > widest) {
                widest = gapBefore(i) * 1.02;
                best = i;
            }
        }
        return best;
    }

    [[nodiscard]] tables::Row rowOf(std::size_t begin, std::size_t end) const {
        tables::Row row;
        row.cells.resize(_columns.size());
        if (_lines[begin].standsAlone) {
            row.cells.front().text = _lines[begin].line.text();
            row.place = layout::isSectionTitle(row.cells.front().text) ? tables::Place::table : tables::Place::outside;
            return row;
        }
        std::vector<std::vector<Word>> words(_columns.size());
        for (std::size_t i = begin; i < end; ++i) {
            for (const Word& word : _lines[i].line.words) {
                words[std::min(columnAt(word.middleX()), _columns.size() - 1)].push_back(word);
            }
        }
        for (std::size_t column = 0; column < words.size(); ++column) {
            row.cells[column].text = cellTextOf(std::move(words[column]));
        }
        return row;
    }

    const layout::Columns& _columns;
    const std::vector<double>& _bounds;
    std::vector<BodyLine> _lines;
};

} // namespace

std::vector<tables::Row>
plainRowsOf(const std::vector<TextLine>& body, const layout::Columns& columns, const std::vector<double>& bounds) {
    return RowBuilder(columns, bounds).build(body);
}

} // namespace dttot::pdf
