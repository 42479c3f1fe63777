#pragma once

#include "drawing/canvas.h"

#include <string>

namespace documents::drawing {

/// What stands at the foot of each page.
struct Footer {
    std::string text;
    std::string pageLabel; ///< "Page {page} of {pages}"
    int pages = 0;         ///< 0: not known yet
};

/// The place where the next thing is drawn: from the top of a page downwards, then on the next one.
class Pages {
public:
    static constexpr double margin = 42;

    Pages(Canvas& canvas, Footer footer) : _canvas(canvas), _footer(std::move(footer)) {}

    [[nodiscard]] Canvas& canvas() { return _canvas; }

    /// Of what is drawn between the margins.
    [[nodiscard]] double width() const { return _canvas.paper().width - 2 * margin; }

    [[nodiscard]] double top() const { return _top; }

    void advance(double height) { _top += height; }

    /// Whether so much still fits on this page.
    [[nodiscard]] bool hasRoom(double height) const;

    /// Goes on on a new page unless there is room on this one.
    void makeRoom(double height);

    void newPage();

    /// A text over the whole width and some space below; nothing for an empty one.
    void paragraph(const std::string& text, const TextStyle& style, double after);

    /// Ends the last page; returns how many there are.
    int finish();

private:
    void endPage();

    Canvas& _canvas;
    Footer _footer;
    int _page = 1;
    double _top = margin;
};

} // namespace documents::drawing
