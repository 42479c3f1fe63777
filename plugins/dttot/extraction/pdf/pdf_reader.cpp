#include "extraction/pdf/pdf_reader.h"

#include "extraction/failure.h"
#include "extraction/pdf/page_reader.h"
#include "extraction/pdf/stream_sizes.h"
#include "tables/limits.h"
#include "tables/time_allowance.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <utility>

namespace dttot::pdf {

namespace {

constexpr double dotsPerInch = 108;
constexpr double pointsPerInch = 72;

/// Far more than it takes to find that a page has no text.
constexpr std::chrono::milliseconds timePerEmptyPage{500 * tables::slowness};

std::chrono::nanoseconds timeUsed() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

std::string utf8Of(const poppler::ustring& text) {
    const poppler::byte_array bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

class PopplerPages : public PageSource {
public:
    explicit PopplerPages(std::string_view bytes) {
        poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
        _document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
        if (!_document) {
            throw Failure("dttot.file.damaged", "The PDF is damaged or was cut off.");
        }
        if (_document->is_locked()) {
            throw Failure("dttot.file.encrypted", "The PDF is protected by a password.");
        }
        if (_document->pages() > tables::maxPdfPages) {
            throw Failure("dttot.file.too_many_pages", "The PDF has more than 500 pages.");
        }
        _renderer.set_render_hint(poppler::page_renderer::antialiasing, false);
        _renderer.set_render_hint(poppler::page_renderer::text_antialiasing, false);
        _renderer.set_image_format(poppler::image::format_gray8);
        _renderer.set_line_mode(poppler::page_renderer::line_solid);
    }

    [[nodiscard]] int pages() const override { return _document->pages(); }

    [[nodiscard]] Page page(int index) override {
        const poppler::page* source = sourceOf(index);
        Page page;
        if (source == nullptr) {
            return page;
        }
        _sawPage = true;
        const poppler::rectf area = source->page_rect();
        page.width = area.width();
        page.height = area.height();
        if (!(page.width <= tables::maxPdfSidePoints && page.height <= tables::maxPdfSidePoints)) {
            throw Failure("dttot.file.page_too_large", "A page of the PDF is longer than 5 metres.");
        }
        const auto begin = timeUsed();
        const std::vector<poppler::text_box> boxes = source->text_list();
        if (boxes.empty() && timeUsed() - begin > timePerEmptyPage) {
            throw Failure(
                "dttot.file.pdf_bomb", "A page of the PDF takes longer than half a second to read and holds no text."
            );
        }
        if (boxes.size() > tables::maxPdfWordsPerPage) {
            throw Failure("dttot.file.too_large", "A page of the PDF has more than 50,000 words.");
        }
        for (const poppler::text_box& box : boxes) {
            const poppler::rectf bounds = box.bbox();
            std::string text = utf8Of(box.text());
            if (!text.empty() && box.rotation() == 0) {
                page.words.push_back({bounds.left(), bounds.top(), bounds.right(), bounds.bottom(), std::move(text)});
            }
        }
        _sawText = _sawText || !page.words.empty();
        tables::grantTime(tables::timePerPage);
        return page;
    }

    void draw(int index, Page& page) override {
        const poppler::page* source = sourceOf(index);
        // A page far larger than paper would cost hundreds of megabytes to draw; its text is read without lines.
        if (source == nullptr || page.width * page.height > 4.0e6) {
            return;
        }
        const poppler::image image = _renderer.render_page(source, dotsPerInch, dotsPerInch);
        if (!image.is_valid() || image.format() != poppler::image::format_gray8) {
            return;
        }
        Picture& picture = page.picture;
        picture.width = static_cast<std::size_t>(image.width());
        picture.height = static_cast<std::size_t>(image.height());
        picture.pixelsPerPoint = dotsPerInch / pointsPerInch;
        picture.pixels.reserve(picture.width * picture.height);
        for (int y = 0; y < image.height(); ++y) {
            const char* row = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
            picture.pixels.insert(picture.pixels.end(), row, row + image.width());
        }
    }

    [[nodiscard]] bool sawPage() const noexcept { return _sawPage; }

    [[nodiscard]] bool sawText() const noexcept { return _sawText; }

private:
    const poppler::page* sourceOf(int index) {
        if (index != _loadedIndex) {
            _loaded.reset(_document->create_page(index));
            _loadedIndex = index;
        }
        return _loaded.get();
    }

    std::unique_ptr<poppler::document> _document;
    std::unique_ptr<poppler::page> _loaded;
    poppler::page_renderer _renderer;
    int _loadedIndex = -1;
    bool _sawPage = false;
    bool _sawText = false;
};

} // namespace

void readPdf(std::string_view bytes, tables::RowSink& sink) {
    checkStreamSizes(bytes);
    PopplerPages pages(bytes);
    PageReader(pages, sink).run();
    if (!pages.sawPage()) {
        throw Failure("dttot.file.damaged", "The PDF has no pages, or they lead in a circle.");
    }
    if (!pages.sawText()) {
        throw Failure("dttot.file.no_text", "The PDF holds no text: it is a scan or damaged.");
    }
}

} // namespace dttot::pdf
