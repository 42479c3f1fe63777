#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// A PDF page as the table finder sees it: words with their boxes, and a coarse picture for the ruling lines. All
/// lengths are in points, from the upper left corner.
namespace dttot::pdf {

struct Word {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    std::string text;

    [[nodiscard]] double middleX() const { return (left + right) / 2; }

    [[nodiscard]] double middleY() const { return (top + bottom) / 2; }

    [[nodiscard]] double height() const { return bottom - top; }
};

/// A grey picture of a page, one byte a pixel, 0 black.
struct Picture {
    std::size_t width = 0;
    std::size_t height = 0;
    double pixelsPerPoint = 1;
    std::vector<std::uint8_t> pixels;

    [[nodiscard]] std::uint8_t at(std::size_t x, std::size_t y) const { return pixels[y * width + x]; }
};

struct Page {
    double width = 0;
    double height = 0;
    std::vector<Word> words;
    Picture picture;
};

/// Words that stand on one line, from left to right.
struct TextLine {
    double top = 0;
    double bottom = 0;
    std::vector<Word> words;

    [[nodiscard]] std::string text() const;
};

/// Groups words into lines, from top to bottom.
[[nodiscard]] std::vector<TextLine> linesOf(std::vector<Word> words);

/// The text of a cell: its lines joined by line breaks; a line that ends in a hyphen or slash inside a word is joined
/// to the next directly.
[[nodiscard]] std::string cellTextOf(std::vector<Word> words);

} // namespace dttot::pdf
