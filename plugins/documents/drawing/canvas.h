#pragma once

#include "drawing/text_layout.h"

#include <functional>
#include <string>
#include <string_view>

struct _cairo;
struct _cairo_surface;

namespace documents::drawing {

/// A page, in points (1/72 inch).
struct Paper {
    double width = 0;
    double height = 0;
    Direction direction = Direction::leftToRight;
};

/// A4 upright; across, both sides change places.
inline constexpr double shortSide = 595.28;
inline constexpr double longSide = 841.89;

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

inline constexpr Colour ink{0.1, 0.12, 0.15};
inline constexpr Colour faint{0.42, 0.45, 0.5};
inline constexpr Colour rule{0.82, 0.84, 0.87};
inline constexpr Colour shade{0.93, 0.945, 0.96};
inline constexpr Colour accent{0.13, 0.4, 0.62};

/// Where in its width a text stands.
enum class Align {
    start, ///< Where lines of the page begin
    end,   ///< Where they end
    figure ///< At the right on any page, and from left to right, so that digits of the same worth stand in a column
};

struct TextStyle {
    double size = 9;
    bool isBold = false;
    Align align = Align::start;
    int mostLines = 12;
    Colour colour = ink;
};

/// The pages of a PDF, drawn one after the other. A place is given by its distance from the edge where lines begin,
/// which is the right one where they run from right to left. Used by one thread.
class Canvas {
public:
    using Write = std::function<void(std::string_view bytes)>;

    /// Passes the document on piece by piece.
    Canvas(const Typography& typography, const Paper& paper, Write write);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    [[nodiscard]] const Paper& paper() const { return _paper; }

    /// What describes the document to programs that list files.
    void describe(const std::string& title);

    /// A text set in `width`; it can be drawn wherever there is as much room.
    [[nodiscard]] TextLayout set(const std::string& text, double width, const TextStyle& style) const;

    void text(const TextLayout& layout, double start, double top, double width, const Colour& colour = ink);
    void box(double start, double top, double width, double height, const Colour& colour);

    void endPage();

    /// Completes the document. Throws std::runtime_error when it could not be drawn.
    void finish();

private:
    [[nodiscard]] double left(double start, double width) const;

    const Typography& _typography;
    Paper _paper;
    Write _write;
    _cairo_surface* _surface;
    _cairo* _context;
};

} // namespace documents::drawing
