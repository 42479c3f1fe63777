#include "extraction/layout/row_kind.h"

#include "extraction/fields/date_words.h"
#include "extraction/fields/kode_densus.h"
#include "extraction/fields/subject_type.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::layout {

namespace {

constexpr std::size_t longestListedText = 300;

/// The cells of a row that hold a text of their own, by meaning.
class RowView {
public:
    RowView(const tables::Row& row, const Columns& columns) : _row(row), _columns(columns) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!text::trim(row.cells[i].text).empty()) {
                ++_filled;
                _only = i;
                _mapped += columns.at(i) == Column::unknown || columns.at(i) == Column::number ? 0 : 1;
            }
        }
    }

    [[nodiscard]] std::size_t filled() const noexcept { return _filled; }

    /// How many known columns other than the running number are filled.
    [[nodiscard]] std::size_t mapped() const noexcept { return _mapped; }

    [[nodiscard]] std::string onlyText() const { return text::oneLine(_row.cells[_only].text); }

    [[nodiscard]] Column onlyColumn() const { return _columns.at(_only); }

    [[nodiscard]] std::string_view of(Column column) const {
        const auto index = _columns.indexOf(column);
        return index && *index < _row.cells.size() ? text::trim(_row.cells[*index].text) : std::string_view();
    }

    /// Whether the column's cell belongs to a merged area of the rows above.
    [[nodiscard]] bool mergedFromAbove(Column column) const {
        const auto index = _columns.indexOf(column);
        return index && *index < _row.cells.size() && _row.cells[*index].merged;
    }

private:
    const tables::Row& _row;
    const Columns& _columns;
    std::size_t _filled = 0;
    std::size_t _mapped = 0;
    std::size_t _only = 0;
};

bool isNumbering(std::string_view text) {
    return !text.empty() && text.size() < 8
           && std::ranges::all_of(text, [](char c) { return text::isDigit(c) || c == '.' || c == ')'; });
}

bool startsWithAny(std::string_view folded, std::initializer_list<std::string_view> starts) {
    return std::ranges::any_of(starts, [folded](std::string_view start) {
        return folded.starts_with(start) && (folded.size() == start.size() || !text::isLetter(folded[start.size()]));
    });
}

/// "Jakarta, 5 Januari 2026": a place, a comma and a date with a month's name, nothing else.
bool isPlaceAndDay(std::string_view folded) {
    const std::size_t comma = folded.find(',');
    if (comma == std::string_view::npos || comma > 40) {
        return false;
    }
    const auto tokens = fields::dateTokensOf(folded.substr(comma + 1));
    const bool shaped =
        tokens.size() == 3 && tokens[0].isNumber() && tokens[2].isNumber() && tokens[2].text.size() == 4;
    return shaped && fields::monthOf(tokens[1].text).has_value();
}

bool isFooterText(std::string_view text) {
    const std::string folded = text::lower(text);
    return startsWithAny(folded, {"jumlah",     "total",    "sumber",     "halaman",  "hal",         "page",
                                  "mengetahui", "a.n",      "an.",        "kepala",   "ttd",         "nip",
                                  "nrp",        "dicetak",  "tembusan",   "demikian", "disahkan",    "ditetapkan",
                                  "pejabat",    "source",   "printed",    "catatan:", "keterangan:", "catatan",
                                  "u.b",        "direktur", "hormat kami"})
           || isPlaceAndDay(folded);
}

bool startsWithAlias(std::string_view name) {
    const std::string folded = text::lower(text::strip(name, "(;,"));
    return startsWithAny(folded, {"alias", "a.k.a", "als", "aka"});
}

RowKind kindOfSingle(const RowView& view, const Context& context) {
    const std::string text = view.onlyText();
    const Column column = view.onlyColumn();
    if (isSectionTitle(text) && column != Column::type) {
        return RowKind::section;
    }
    if (isFooterText(text)) {
        return RowKind::footer;
    }
    if (column == Column::name && !context.inFooter) {
        return startsWithAlias(text) && context.inRecord ? RowKind::continuation : RowKind::record;
    }
    if (column == Column::code && fields::isKodeDensus(text)) {
        return RowKind::record;
    }
    if (context.inRecord && column != Column::number) {
        return RowKind::continuation;
    }
    return RowKind::footer;
}

} // namespace

bool isSectionTitle(std::string_view text) {
    constexpr std::string_view subjects[] = {"orang",        "individu", "individual", "individuals", "perorangan",
                                             "perseorangan", "person",   "persons",    "korporasi",   "entitas",
                                             "entity",       "entities", "organisasi", "kelompok",    "badan",
                                             "daftar",       "bagian",   "lampiran",   "kategori",    "section"};
    constexpr std::string_view connectors[] = {
        "atau",
        "dan",
        "terduga",
        "teroris",
        "usaha",
        "hukum",
        "wni",
        "wna",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "a",
        "b",
        "c",
        "d"};
    std::string word;
    std::size_t words = 0;
    bool named = false;
    const std::string folded = text::lower(text) + ' ';
    for (const char c : folded) {
        if (text::isLetter(c)) {
            word += c;
            continue;
        }
        const bool isSubject = std::ranges::find(subjects, word) != std::end(subjects);
        if (!word.empty() && !isSubject && std::ranges::find(connectors, word) == std::end(connectors)) {
            return false;
        }
        named = named || isSubject;
        words += word.empty() ? 0 : 1;
        word.clear();
    }
    return named && words <= 10;
}

bool standsAlone(std::string_view text) { return isSectionTitle(text) || isFooterText(text); }

std::string_view nameOf(RowKind kind) {
    switch (kind) {
    case RowKind::title:
        return "title";
    case RowKind::header:
        return "header";
    case RowKind::section:
        return "section";
    case RowKind::blank:
        return "blank";
    case RowKind::footer:
        return "footer";
    case RowKind::record:
        return "record";
    case RowKind::continuation:
        break;
    }
    return "continuation";
}

RowKind kindOf(const tables::Row& row, const Columns& columns, const Context& context) {
    const RowView view(row, columns);
    const std::string_view name = view.of(Column::name);
    const std::string_view code = view.of(Column::code);
    if (fields::isKodeDensus(code) && !(name.empty() && context.inRecord && row.flowsOn)) {
        return RowKind::record;
    }
    if (row.place == tables::Place::outside) {
        return RowKind::footer;
    }
    if (context.inRecord && (view.mergedFromAbove(Column::name) || view.mergedFromAbove(Column::code))) {
        return RowKind::continuation;
    }
    if (view.filled() == 1) {
        const bool flows = row.flowsOn && context.inRecord && view.onlyColumn() != Column::unknown;
        return flows && !isSectionTitle(view.onlyText()) ? RowKind::continuation : kindOfSingle(view, context);
    }
    const bool numbered = isNumbering(view.of(Column::number));
    if (!numbered && isFooterText(textOf(row)) && view.mapped() <= 2 && code.empty()) {
        return RowKind::footer;
    }
    const bool identified = !code.empty() || numbered || fields::subjectTypeOf(view.of(Column::type)).has_value();
    const bool goesOn = name.empty() || startsWithAlias(name) || row.flowsOn;
    if (context.inRecord && !identified && goesOn) {
        return RowKind::continuation;
    }
    if (name.empty() && !identified) {
        return RowKind::footer;
    }
    const bool canIdentify = columns.has(Column::code) || columns.has(Column::type);
    return context.inFooter && canIdentify && !identified ? RowKind::footer : RowKind::record;
}

bool isBlank(const tables::Row& row) {
    return std::ranges::all_of(row.cells, [](const tables::Cell& cell) { return text::trim(cell.text).empty(); });
}

std::string textOf(const tables::Row& row) {
    std::string out;
    for (const tables::Cell& cell : row.cells) {
        const std::string text = text::oneLine(text::beginning(cell.text, longestListedText));
        if (!text.empty() && out.size() < longestListedText) {
            out += (out.empty() ? "" : " | ") + text;
        }
    }
    return out;
}

} // namespace dttot::layout
