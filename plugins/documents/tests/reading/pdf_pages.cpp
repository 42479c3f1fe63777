#include "pdf_pages.h"

#include <algorithm>
#include <memory>
#include <poppler-document.h>
#include <poppler-page.h>
#include <stdexcept>

namespace documents::reading {

const Word& Page::word(std::string_view text) const {
    const auto found = std::ranges::find(words, text, &Word::text);
    if (found == words.end()) {
        std::string all;
        for (const Word& word : words) {
            all.append(" ").append(word.text);
        }
        throw std::runtime_error("no word \"" + std::string(text) + "\" among" + all);
    }
    return *found;
}

bool Page::has(std::string_view text) const { return std::ranges::find(words, text, &Word::text) != words.end(); }

std::vector<Page> pagesOf(const std::string& pdf) {
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size()))
    );
    if (!document) {
        throw std::runtime_error("this is no PDF");
    }
    std::vector<Page> pages;
    for (int i = 0; i < document->pages(); ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        Page& read = pages.emplace_back();
        read.width = page->page_rect().width();
        read.height = page->page_rect().height();
        for (const poppler::text_box& box : page->text_list()) {
            const auto bytes = box.text().to_utf8();
            const auto place = box.bbox();
            read.words.push_back({std::string(bytes.begin(), bytes.end()), place.left(), place.right(), place.top()});
        }
    }
    return pages;
}

} // namespace documents::reading
