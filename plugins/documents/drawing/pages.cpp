#include "drawing/pages.h"

#include <string_view>
#include <utility>

namespace documents::drawing {

namespace {

constexpr double footerHeight = 18;

std::string filled(std::string text, std::string_view name, int value) {
    if (const auto at = text.find(name); at != std::string::npos) {
        text.replace(at, name.size(), std::to_string(value));
    }
    return text;
}

} // namespace

bool Pages::hasRoom(double height) const { return _top + height <= _canvas.paper().height - margin - footerHeight; }

void Pages::makeRoom(double height) {
    if (!hasRoom(height) && _top > margin) {
        newPage();
    }
}

void Pages::newPage() {
    endPage();
    ++_page;
    _top = margin;
}

void Pages::paragraph(const std::string& text, const TextStyle& style, double after) {
    if (text.empty()) {
        return;
    }
    const TextLayout layout = _canvas.set(text, width(), style);
    makeRoom(layout.height());
    _canvas.text(layout, margin, _top, width(), style.colour);
    _top += layout.height() + after;
}

int Pages::finish() {
    endPage();
    return _page;
}

void Pages::endPage() {
    constexpr double labelWidth = 110;
    const TextStyle style{.size = 7, .mostLines = 1, .colour = faint};
    TextStyle labelStyle = style;
    labelStyle.align = Align::end;
    const double top = _canvas.paper().height - margin - 2;
    const double textWidth = width() - labelWidth;
    const std::string label = filled(filled(_footer.pageLabel, "{page}", _page), "{pages}", _footer.pages);
    _canvas.box(margin, top - 4, width(), 0.5, rule);
    _canvas.text(_canvas.set(_footer.text, textWidth, style), margin, top, textWidth, style.colour);
    _canvas.text(_canvas.set(label, labelWidth, labelStyle), margin + textWidth, top, labelWidth, style.colour);
    _canvas.endPage();
}

} // namespace documents::drawing
