#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct _cairo_font_face;
struct FT_FaceRec_;
struct FT_LibraryRec_;
struct hb_font_t;

namespace documents::drawing {

/// A font file, as those see it who choose, shape and draw its glyphs. Used by one thread, and never closed: cairo
/// keeps what it made of it until the program ends.
class Font {
public:
    /// Throws std::runtime_error when there is no such font.
    Font(FT_LibraryRec_* library, const std::string& path);
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;

    [[nodiscard]] bool has(char32_t character) const;

    /// Sizes are shares of the font's own.
    [[nodiscard]] hb_font_t* shaper() const { return _shaper; }

    [[nodiscard]] double unitsPerSize() const { return _units; }

    [[nodiscard]] double ascent() const { return _ascent; }

    [[nodiscard]] double lineHeight() const { return _lineHeight; }

    [[nodiscard]] _cairo_font_face* face() const { return _cairoFace; }

private:
    FT_FaceRec_* _face = nullptr;
    hb_font_t* _shaper = nullptr;
    _cairo_font_face* _cairoFace = nullptr;
    double _units = 1;
    double _ascent = 0;
    double _lineHeight = 0;
};

/// The fonts of reports: those of a short list that are installed. No font is looked for by name: the machinery for
/// that starts threads, which a confined program must not.
class Fonts {
public:
    Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// The first font that has the character, else the first of all.
    [[nodiscard]] const Font& fontFor(char32_t character, bool isBold) const;

private:
    FT_LibraryRec_* _library = nullptr;
    std::vector<std::unique_ptr<Font>> _regular;
    std::vector<std::unique_ptr<Font>> _bold;
};

} // namespace documents::drawing
