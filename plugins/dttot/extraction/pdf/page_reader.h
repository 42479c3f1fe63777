#pragma once

#include "extraction/pdf/page.h"
#include "extraction/pdf/plain_table.h"
#include "extraction/pdf/ruled_table.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dttot::pdf {

/// Gives a page of the document: its words, and its picture when asked for.
class PageSource {
public:
    PageSource() = default;
    PageSource(const PageSource&) = delete;
    PageSource& operator=(const PageSource&) = delete;
    virtual ~PageSource() = default;

    [[nodiscard]] virtual int pages() const = 0;

    /// Page `index` from 0 with its words; without words when the page is damaged.
    [[nodiscard]] virtual Page page(int index) = 0;

    /// Draws the picture of a page into it.
    virtual void draw(int index, Page& page) = 0;
};

/// Streams the tables of all pages as one sheet: drawn tables by their lines, others by their header and gaps. Text
/// around a table becomes rows outside of it; the first row of a further page may go on with the record before.
class PageReader {
public:
    PageReader(PageSource& source, tables::RowSink& sink) : _source(source), _sink(sink) {}

    void run();

private:
    void readPage(int index);
    void readRuled(const Page& page, RuledTable&& table);
    void readPlain(int index, std::vector<TextLine>&& lines);
    void learnColumns(int index, const PlainHeader& header, const std::vector<TextLine>& body);
    void emit(tables::Row&& row);
    void emitOutside(const std::vector<TextLine>& lines);

    PageSource& _source;
    tables::RowSink& _sink;
    std::optional<PlainHeader> _header; ///< of the last table without lines
    std::vector<double> _bounds;
    std::uint64_t _rows = 0;
    unsigned _page = 0;            ///< from 1
    bool _pageMayContinue = false; ///< no row of this page was identified as a record's first yet
};

} // namespace dttot::pdf
