#pragma once

#include "drawing/breaks.h"
#include "drawing/font.h"

#include <string>
#include <vector>

struct _cairo;

namespace documents::drawing {

/// What texts are set with. Used by one thread.
struct Typography {
    Fonts fonts;
    Breaks breaks;
};

enum class Direction { leftToRight, rightToLeft };
enum class Side { left, right };

/// A text in lines, set against one side: each paragraph in the direction of its first letter (Unicode Bidirectional
/// Algorithm), broken where the language breaks lines, or anywhere when a word is longer than the line. What is too
/// much ends in an ellipsis. Widths and heights are in points.
class TextLayout {
public:
    struct Style {
        double size = 9;
        double width = 0;
        bool isBold = false;
        Side side = Side::left;
        Direction direction = Direction::leftToRight; ///< Of paragraphs without a letter
        int mostLines = 12;
    };

    TextLayout(const Typography& typography, const std::string& utf8, const Style& style);

    [[nodiscard]] double height() const;

    /// Of the longest line.
    [[nodiscard]] double width() const;

    /// Draws with the upper left corner at this place.
    void draw(_cairo* context, double left, double top) const;

private:
    /// Glyphs of one font in one direction, in the order of the page.
    struct Run {
        const Font* font = nullptr;
        bool isBackward = false;
        std::string text; ///< UTF-8, so that the document's text can be copied and searched
        std::vector<unsigned> glyphs;
        std::vector<double> lefts; ///< of each glyph, from the run's left edge
        std::vector<double> rises;
        std::vector<unsigned> clusters; ///< where in `text` each glyph's characters begin
        double width = 0;
    };

    struct Line {
        std::vector<Run> runs;
        double width = 0;
        bool isRightToLeft = false;
    };

    struct Paragraph;

    [[nodiscard]] static int endOfInk(const Paragraph& paragraph, int begin, int end);
    void addParagraph(const std::string& utf8);
    [[nodiscard]] Line lineOf(const Paragraph& paragraph, int begin, int end) const;
    [[nodiscard]] Run shaped(const Font& font, const std::u16string& text, bool isBackward) const;
    void addRuns(Line& line, const std::u16string& text, bool isBackward) const;
    void cut(const Paragraph& paragraph, int begin, int end);
    void drawRun(_cairo* context, const Run& run, double left, double baseline) const;

    const Typography& _typography;
    Style _style;
    std::vector<Line> _lines;
};

} // namespace documents::drawing
