/// Pages of a PDF as poppler gives them: words with their boxes, and drawn lines.

#include "extracted.h"

#include <extraction/pdf/page_reader.h>

namespace {

using dttot::pdf::Page;

constexpr std::size_t side = 120;

/// Lines of "x y width height text"; a text of "-" or "|" is a drawn line, an empty line ends the page.
Page pageOf(tenon::fuzz::Pieces& pieces) {
    Page page{.width = side, .height = side};
    for (std::string_view line = pieces.line(); line.size() > 4; line = pieces.line()) {
        const auto at = [&line](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(line[i])) % side;
        };
        const std::string text(line.substr(4));
        if (text == "-" || text == "|") {
            if (page.picture.pixels.empty()) { // a page without lines costs no time
                page.picture = {side, side, 1, std::vector<std::uint8_t>(side * side, 255)};
            }
            for (std::size_t i = 0; i < at(2) && at(0) + i < side && at(1) + i < side; ++i) {
                page.picture.pixels[text == "-" ? at(1) * side + at(0) + i : (at(1) + i) * side + at(0)] = 0;
            }
            continue;
        }
        const auto left = static_cast<double>(at(0));
        const auto top = static_cast<double>(at(1));
        page.words.push_back(
            {left, top, left + static_cast<double>(at(2)) / 4, top + static_cast<double>(at(3)) / 8, text}
        );
    }
    return page;
}

class Pages : public dttot::pdf::PageSource {
public:
    explicit Pages(std::string_view bytes) {
        for (tenon::fuzz::Pieces pieces(bytes); !pieces.isEmpty() && _pages.size() < 4;) {
            _pages.push_back(pageOf(pieces));
        }
    }

    [[nodiscard]] int pages() const override { return static_cast<int>(_pages.size()); }

    [[nodiscard]] Page page(int index) override {
        Page page = _pages.at(static_cast<std::size_t>(index));
        page.picture = {};
        return page;
    }

    void draw(int index, Page& page) override { page.picture = _pages.at(static_cast<std::size_t>(index)).picture; }

private:
    std::vector<Page> _pages;
};

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    dttot::fuzz::extractAll(bytes, [](std::string_view document, dttot::tables::RowSink& sink) {
        Pages pages(document);
        sink.sheet({});
        dttot::pdf::PageReader(pages, sink).run();
    });
}
