#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot::tests {

/// Draws pages with Courier text and straight lines, in points from the upper left corner; glyphs are 0.6 of the size
/// wide.
class PdfBuilder {
public:
    /// A4 landscape by default.
    explicit PdfBuilder(double width = 842, double height = 595) : _width(width), _height(height) { addPage(); }

    void addPage() { _pages.emplace_back(); }

    void text(double left, double top, std::string_view text, double size = 7);
    void line(double fromX, double fromY, double toX, double toY);

    /// A cell of a row: lines of text below each other.
    void cell(double left, double top, const std::vector<std::string_view>& lines);

    /// A grid of lines around rows and columns.
    void grid(const std::vector<double>& xs, const std::vector<double>& ys);

    [[nodiscard]] std::string bytes() const;

private:
    double _width;
    double _height;
    std::vector<std::string> _pages;
};

} // namespace dttot::tests
