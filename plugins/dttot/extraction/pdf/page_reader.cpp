#include "extraction/pdf/page_reader.h"

#include "extraction/layout/columns.h"
#include "extraction/layout/row_kind.h"

#include <algorithm>
#include <utility>

namespace dttot::pdf {

namespace {

/// How many further pages help to find the columns of a table without lines.
constexpr int pagesToLearnFrom = 6;

std::vector<std::string> textsOf(const PlainHeader& header) {
    std::vector<std::string> texts;
    for (const PlainHeader::Cell& cell : header.cells) {
        texts.push_back(cell.text);
    }
    return texts;
}

std::vector<TextLine> linesBelow(const std::vector<TextLine>& lines, const PlainHeader& header) {
    return {lines.begin() + static_cast<std::ptrdiff_t>(header.firstLine + header.lines), lines.end()};
}

bool isHeader(const tables::Row& row) { return layout::headerOf(row).has_value() || layout::countsColumns(row); }

} // namespace

void PageReader::run() {
    _sink.sheet({.lineBreaks = tables::LineBreaks::wrapped});
    for (int index = 0; index < _source.pages(); ++index) {
        readPage(index);
    }
}

void PageReader::readPage(int index) {
    Page page = _source.page(index);
    if (page.words.empty()) {
        return;
    }
    _pageMayContinue = index > 0;
    _page = static_cast<unsigned>(index) + 1;
    _source.draw(index, page);
    if (auto table = ruledTableOf(page, Rulings(page.picture))) {
        readRuled(page, std::move(*table));
    } else {
        readPlain(index, linesOf(std::move(page.words)));
    }
}

void PageReader::readRuled(const Page& page, RuledTable&& table) {
    std::vector<Word> above;
    std::vector<Word> below;
    for (const Word& word : page.words) {
        const bool beside = word.middleX() < table.left - 4 || word.middleX() > table.right + 4;
        if (word.middleY() <= table.top) {
            above.push_back(word);
        } else if (word.middleY() >= table.bottom || beside) {
            below.push_back(word);
        }
    }
    emitOutside(linesOf(std::move(above)));
    for (tables::Row& row : table.rows) {
        emit(std::move(row));
    }
    emitOutside(linesOf(std::move(below)));
}

void PageReader::readPlain(int index, std::vector<TextLine>&& lines) {
    std::vector<TextLine> body = lines;
    if (auto header = plainHeaderOf(lines)) {
        emitOutside({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(header->firstLine)});
        body = linesBelow(lines, *header);
        if (!_header || textsOf(*_header) != textsOf(*header)
            || _header->cells.front().left != header->cells.front().left) {
            learnColumns(index, *header, body);
        }
        _header = std::move(header);
        tables::Row row;
        for (const PlainHeader::Cell& cell : _header->cells) {
            row.cells.push_back({cell.text});
        }
        emit(std::move(row));
    }
    if (!_header) {
        emitOutside(lines);
        return;
    }
    for (tables::Row& row : plainRowsOf(body, layout::Columns(textsOf(*_header)), _bounds)) {
        emit(std::move(row));
    }
}

void PageReader::learnColumns(int index, const PlainHeader& header, const std::vector<TextLine>& body) {
    std::vector<TextLine> known = body;
    for (int next = index + 1; next < std::min(_source.pages(), index + pagesToLearnFrom); ++next) {
        const std::vector<TextLine> lines = linesOf(_source.page(next).words);
        const auto repeated = plainHeaderOf(lines);
        const std::vector<TextLine> further = repeated ? linesBelow(lines, *repeated) : lines;
        known.insert(known.end(), further.begin(), further.end());
    }
    // A line that runs across the columns (a heading, a page number) tells nothing about them.
    std::erase_if(known, [](const TextLine& line) { return layout::standsAlone(line.text()); });
    _bounds = columnBoundsOf(header, known);
}

void PageReader::emit(tables::Row&& row) {
    row.number = ++_rows;
    row.page = _page;
    if (row.place == tables::Place::table && _pageMayContinue && !isHeader(row)) {
        row.flowsOn = true;
        _pageMayContinue = false;
    }
    _sink.row(std::move(row));
}

void PageReader::emitOutside(const std::vector<TextLine>& lines) {
    for (const TextLine& line : lines) {
        tables::Row row{.place = tables::Place::outside};
        row.cells.push_back({line.text()});
        emit(std::move(row));
    }
}

} // namespace dttot::pdf
