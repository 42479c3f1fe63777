#include "report/canvas.h"

#include "report/text_layout.h"

#include <cairo-pdf.h>
#include <stdexcept>
#include <utility>

namespace dttot::report {

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

TextLayout layoutOf(const Fonts& fonts, const std::string& text, double width, const TextStyle& style) {
    return {
        fonts,
        text,
        {.size = style.size,
         .width = width,
         .isBold = style.isBold,
         .isAtEnd = style.isAtEnd,
         .mostLines = style.mostLines}};
}

void setColour(cairo_t* cairo, const Colour& colour) {
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

} // namespace

Canvas::Canvas(const Fonts& fonts, Write write)
    : _fonts(fonts), _write(std::move(write)),
      _surface(cairo_pdf_surface_create_for_stream(&pass, &_write, pageWidth, pageHeight)),
      _context(cairo_create(_surface)) {}

Canvas::~Canvas() {
    cairo_destroy(_context);
    cairo_surface_destroy(_surface);
}

void Canvas::describe(const std::string& title) {
    cairo_pdf_surface_set_metadata(_surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(_surface, CAIRO_PDF_METADATA_CREATOR, "Tenon");
}

double Canvas::heightOf(const std::string& text, double width, const TextStyle& style) const {
    return layoutOf(_fonts, text, width, style).height();
}

void Canvas::text(const std::string& text, double left, double top, double width, const TextStyle& style) {
    setColour(_context, style.colour);
    layoutOf(_fonts, text, width, style).draw(_context, left, top);
}

void Canvas::box(double left, double top, double width, double height, const Colour& colour) {
    setColour(_context, colour);
    cairo_rectangle(_context, left, top, width, height);
    cairo_fill(_context);
}

void Canvas::line(double left, double top, double width, const Colour& colour) { box(left, top, width, 0.5, colour); }

void Canvas::endPage() { cairo_show_page(_context); }

void Canvas::finish() {
    cairo_surface_finish(_surface);
    if (cairo_status(_context) != CAIRO_STATUS_SUCCESS || cairo_surface_status(_surface) != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(cairo_status_to_string(cairo_surface_status(_surface)));
    }
}

} // namespace dttot::report
