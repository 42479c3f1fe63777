#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct _cairo;
struct _cairo_surface;

namespace dttot::report {

class Fonts;

/// Points (1/72 inch). A page is A4 upright.
inline constexpr double pageWidth = 595.28;
inline constexpr double pageHeight = 841.89;

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

/// How a text is set. It runs in the direction of its own letters, breaks at its width, and ends with an ellipsis after
/// so many lines.
struct TextStyle {
    double size = 9;
    bool isBold = false;
    bool isAtEnd = false; ///< against the right edge, for numbers
    int mostLines = 12;
    Colour colour;
};

/// The pages of a PDF, drawn one after the other. Used by one thread.
class Canvas {
public:
    using Write = std::function<void(std::string_view bytes)>;

    /// Passes the document on piece by piece.
    Canvas(const Fonts& fonts, Write write);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// What describes the document to programs that list files.
    void describe(const std::string& title);

    /// The height that the text takes in `width`.
    [[nodiscard]] double heightOf(const std::string& text, double width, const TextStyle& style) const;
    void text(const std::string& text, double left, double top, double width, const TextStyle& style);
    void box(double left, double top, double width, double height, const Colour& colour);
    void line(double left, double top, double width, const Colour& colour);

    void endPage();

    /// Completes the document. Throws std::runtime_error when it could not be drawn.
    void finish();

private:
    const Fonts& _fonts;
    Write _write;
    _cairo_surface* _surface;
    _cairo* _context;
};

} // namespace dttot::report
