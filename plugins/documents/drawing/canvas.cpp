#include "drawing/canvas.h"

#include <cairo-pdf.h>
#include <stdexcept>
#include <utility>

namespace documents::drawing {

namespace {

/// No exception may pass through cairo's frames: a piece that cannot be written is cairo's error.
cairo_status_t pass(void* closure, const unsigned char* data, unsigned size) {
    try {
        const auto& write = *static_cast<const Canvas::Write*>(closure);
        write({reinterpret_cast<const char*>(data), size}); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_WRITE_ERROR;
    }
}

Side sideOf(Align align, Direction direction) {
    const bool isLeftToRight = direction == Direction::leftToRight;
    return align == Align::figure || (align == Align::start) != isLeftToRight ? Side::right : Side::left;
}

void setColour(cairo_t* cairo, const Colour& colour) {
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

} // namespace

Canvas::Canvas(const Typography& typography, const Paper& paper, Write write)
    : _typography(typography), _paper(paper), _write(std::move(write)),
      _surface(cairo_pdf_surface_create_for_stream(&pass, &_write, paper.width, paper.height)),
      _context(cairo_create(_surface)) {}

Canvas::~Canvas() {
    cairo_destroy(_context);
    cairo_surface_destroy(_surface);
}

void Canvas::describe(const std::string& title) {
    cairo_pdf_surface_set_metadata(_surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(_surface, CAIRO_PDF_METADATA_CREATOR, "Tenon");
}

TextLayout Canvas::set(const std::string& text, double width, const TextStyle& style) const {
    return {
        _typography,
        text,
        {.size = style.size,
         .width = width,
         .isBold = style.isBold,
         .side = sideOf(style.align, _paper.direction),
         .direction = style.align == Align::figure ? Direction::leftToRight : _paper.direction,
         .mostLines = style.mostLines}};
}

void Canvas::text(const TextLayout& layout, double start, double top, double width, const Colour& colour) {
    setColour(_context, colour);
    layout.draw(_context, left(start, width), top);
}

void Canvas::box(double start, double top, double width, double height, const Colour& colour) {
    setColour(_context, colour);
    cairo_rectangle(_context, left(start, width), top, width, height);
    cairo_fill(_context);
}

void Canvas::endPage() { cairo_show_page(_context); }

void Canvas::finish() {
    cairo_surface_finish(_surface);
    if (cairo_status(_context) != CAIRO_STATUS_SUCCESS || cairo_surface_status(_surface) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(cairo_status_to_string(cairo_surface_status(_surface)));
    }
}

double Canvas::left(double start, double width) const {
    return _paper.direction == Direction::leftToRight ? start : _paper.width - start - width;
}

} // namespace documents::drawing
