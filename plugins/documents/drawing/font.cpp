#include "drawing/font.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <hb.h>
#include <stdexcept>
#include <unistd.h>
#include FT_FREETYPE_H

namespace documents::drawing {

namespace {

/// Noto Sans has no script but Latin, Cyrillic and Greek; each other script has a font of its own. Behind them whatever
/// has many characters.
constexpr const char* regularFonts[] = {
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansBengali-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
};
constexpr const char* boldFonts[] = {
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansBengali-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
};

template <typename Paths>
void load(FT_LibraryRec_* library, const Paths& paths, std::vector<std::unique_ptr<Font>>& fonts) {
    for (const char* path : paths) {
        if (::access(path, R_OK) == 0) {
            fonts.push_back(std::make_unique<Font>(library, path));
        }
    }
    if (fonts.empty()) {
        throw std::runtime_error("neither Noto Sans nor DejaVu Sans is installed");
    }
}

} // namespace

Font::Font(FT_LibraryRec_* library, const std::string& path) {
    if (FT_New_Face(library, path.c_str(), 0, &_face) != 0) {
        throw std::runtime_error("the font " + path + " cannot be read");
    }
    hb_blob_t* blob = hb_blob_create_from_file(path.c_str());
    hb_face_t* face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    _shaper = hb_font_create(face);
    _units = hb_face_get_upem(face);
    hb_face_destroy(face);
    hb_font_set_scale(_shaper, static_cast<int>(_units), static_cast<int>(_units));
    _ascent = _face->ascender / _units;
    _lineHeight = _face->height / _units;
    _cairoFace = cairo_ft_font_face_create_for_ft_face(_face, 0);
}

bool Font::has(char32_t character) const { return FT_Get_Char_Index(_face, character) != 0; }

Fonts::Fonts() {
    if (FT_Init_FreeType(&_library) != 0) {
        throw std::runtime_error("FreeType cannot be started");
    }
    load(_library, regularFonts, _regular);
    load(_library, boldFonts, _bold);
}

const Font& Fonts::fontFor(char32_t character, bool isBold) const {
    const auto& fonts = isBold ? _bold : _regular;
    for (const auto& font : fonts) {
        if (font->has(character)) {
            return *font;
        }
    }
    return *fonts.front();
}

} // namespace documents::drawing
