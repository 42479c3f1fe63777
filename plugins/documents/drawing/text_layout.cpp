#include "drawing/text_layout.h"

#include <algorithm>
#include <cairo.h>
#include <hb.h>
#include <memory>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace documents::drawing {

namespace {

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

struct DestroyBuffer {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

std::string utf8Of(const std::u16string& text) {
    std::string utf8;
    icu::UnicodeString(text.data(), static_cast<int32_t>(text.size())).toUTF8String(utf8);
    return utf8;
}

} // namespace

struct TextLayout::Paragraph {
    icu::UnicodeString text;
    std::unique_ptr<UBiDi, CloseBidi> bidi{ubidi_open()};

    Paragraph(const std::string& utf8, Direction usual) : text(icu::UnicodeString::fromUTF8(utf8)) {
        constexpr int32_t mostUnits = 20'000; // more than fits on a page, and soon shaped
        text.truncate(mostUnits);
        UErrorCode status = U_ZERO_ERROR;
        const UBiDiLevel level = usual == Direction::rightToLeft ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR;
        ubidi_setPara(bidi.get(), text.getBuffer(), text.length(), level, nullptr, &status);
    }
};

/// Where a line ends without the blanks at its end, which need no room.
int TextLayout::endOfInk(const Paragraph& paragraph, int begin, int end) {
    while (end > begin && u_isspace(paragraph.text.char32At(end - 1)) != 0) {
        --end;
    }
    return end;
}

TextLayout::TextLayout(const Typography& typography, const std::string& utf8, const Style& style)
    : _typography(typography), _style(style) {
    for (std::size_t begin = 0; begin <= utf8.size();) {
        const std::size_t end = std::min(utf8.find('\n', begin), utf8.size());
        addParagraph(utf8.substr(begin, end - begin));
        begin = end + 1;
    }
}

double TextLayout::height() const {
    const Font& usual = _typography.fonts.fontFor(U'x', _style.isBold);
    return static_cast<double>(_lines.size()) * usual.lineHeight() * _style.size;
}

double TextLayout::width() const {
    return _lines.empty() ? 0 : std::ranges::max_element(_lines, {}, &Line::width)->width;
}

void TextLayout::addParagraph(const std::string& utf8) {
    if (static_cast<int>(_lines.size()) >= _style.mostLines) {
        return;
    }
    const Paragraph paragraph(utf8, _style.direction);
    const int length = paragraph.text.length();
    if (Line all = lineOf(paragraph, 0, length); all.width <= _style.width) {
        _lines.push_back(std::move(all));
        return;
    }
    const std::vector<int> words = _typography.breaks.words(paragraph.text);
    const std::vector<int> characters = _typography.breaks.characters(paragraph.text);
    int begin = 0;
    do {
        if (static_cast<int>(_lines.size()) + 1 == _style.mostLines) {
            cut(paragraph, begin, length);
            return;
        }
        int end = begin;
        Line line = lineOf(paragraph, begin, begin);
        for (const std::vector<int>* places : {&words, &characters}) {
            for (auto at = std::upper_bound(places->begin(), places->end(), end); at != places->end(); ++at) {
                Line longer = lineOf(paragraph, begin, endOfInk(paragraph, begin, *at));
                if (longer.width > _style.width) {
                    break;
                }
                line = std::move(longer);
                end = *at;
            }
            if (end > begin) {
                break;
            }
        }
        if (end == begin && begin < length) {
            // Not even one character has room: it is drawn all the same.
            end = *std::upper_bound(characters.begin(), characters.end(), begin);
            line = lineOf(paragraph, begin, end);
        }
        _lines.push_back(std::move(line));
        begin = end;
    } while (begin < length);
}

/// The last line that is allowed: all of the rest when it has room, else what leaves room for an ellipsis.
void TextLayout::cut(const Paragraph& paragraph, int begin, int end) {
    Line all = lineOf(paragraph, begin, end);
    if (all.width <= _style.width) {
        _lines.push_back(std::move(all));
        return;
    }
    const Run ellipsis = shaped(_typography.fonts.fontFor(U'…', _style.isBold), u"…", false);
    Line line = lineOf(paragraph, begin, begin);
    for (const int at : _typography.breaks.characters(paragraph.text)) {
        if (at <= begin) {
            continue;
        }
        Line longer = lineOf(paragraph, begin, at);
        if (longer.width + ellipsis.width > _style.width) {
            break;
        }
        line = std::move(longer);
    }
    line.width += ellipsis.width;
    line.runs.insert(line.isRightToLeft ? line.runs.begin() : line.runs.end(), ellipsis);
    _lines.push_back(std::move(line));
}

TextLayout::Line TextLayout::lineOf(const Paragraph& paragraph, int begin, int end) const {
    Line line;
    line.isRightToLeft = (ubidi_getParaLevel(paragraph.bidi.get()) & 1U) != 0;
    if (begin == end) {
        return line;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
    ubidi_setLine(paragraph.bidi.get(), begin, end, bidi.get(), &status);
    const int runs = ubidi_countRuns(bidi.get(), &status);
    for (int i = 0; U_SUCCESS(status) && i < runs; ++i) {
        int32_t start = 0;
        int32_t length = 0;
        const bool isBackward = ubidi_getVisualRun(bidi.get(), i, &start, &length) == UBIDI_RTL;
        const icu::UnicodeString part = paragraph.text.tempSubString(begin + start, length);
        addRuns(line, std::u16string(part.getBuffer(), static_cast<std::size_t>(part.length())), isBackward);
    }
    return line;
}

/// A run for each font that the text needs.
void TextLayout::addRuns(Line& line, const std::u16string& text, bool isBackward) const {
    std::vector<Run> runs;
    const icu::UnicodeString characters(text.data(), static_cast<int32_t>(text.size()));
    const Font* font = nullptr;
    std::u16string part;
    const auto close = [&] {
        if (font != nullptr && !part.empty()) {
            runs.push_back(shaped(*font, part, isBackward));
            line.width += runs.back().width;
        }
        part.clear();
    };
    for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1)) {
        const UChar32 point = characters.char32At(i);
        if (u_hasBinaryProperty(point, UCHAR_BIDI_CONTROL) != 0) {
            continue; // it has done its work
        }
        // Blanks, marks and what is not seen go with the letters before them.
        const bool isNeutral = u_isspace(point) != 0 || u_charType(point) == U_NON_SPACING_MARK
                               || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
        const Font* fitting = isNeutral && font != nullptr
                                  ? font
                                  : &_typography.fonts.fontFor(static_cast<char32_t>(point), _style.isBold);
        if (fitting != font) {
            close();
            font = fitting;
        }
        part.append(text, static_cast<std::size_t>(i), static_cast<std::size_t>(characters.moveIndex32(i, 1) - i));
    }
    close();
    if (isBackward) {
        std::ranges::reverse(runs);
    }
    std::ranges::move(runs, std::back_inserter(line.runs));
}

TextLayout::Run TextLayout::shaped(const Font& font, const std::u16string& text, bool isBackward) const {
    Run run;
    run.font = &font;
    run.isBackward = isBackward;
    run.text = utf8Of(text);
    const std::unique_ptr<hb_buffer_t, DestroyBuffer> buffer(hb_buffer_create());
    hb_buffer_add_utf8(buffer.get(), run.text.data(), static_cast<int>(run.text.size()), 0, -1);
    hb_buffer_guess_segment_properties(buffer.get());
    hb_buffer_set_direction(buffer.get(), isBackward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_shape(font.shaper(), buffer.get(), nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const double scale = _style.size / font.unitsPerSize();
    for (unsigned i = 0; i < count; ++i) {
        run.glyphs.push_back(infos[i].codepoint);
        run.clusters.push_back(infos[i].cluster);
        run.lefts.push_back(run.width + positions[i].x_offset * scale);
        run.rises.push_back(positions[i].y_offset * scale);
        run.width += positions[i].x_advance * scale;
    }
    return run;
}

void TextLayout::draw(cairo_t* context, double left, double top) const {
    const Font& usual = _typography.fonts.fontFor(U'x', _style.isBold);
    double baseline = top + usual.ascent() * _style.size;
    for (const Line& line : _lines) {
        double place = _style.side == Side::right ? left + std::max(0.0, _style.width - line.width) : left;
        for (const Run& run : line.runs) {
            drawRun(context, run, place, baseline);
            place += run.width;
        }
        baseline += usual.lineHeight() * _style.size;
    }
}

void TextLayout::drawRun(cairo_t* context, const Run& run, double left, double baseline) const {
    std::vector<cairo_glyph_t> glyphs;
    for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
        glyphs.push_back({run.glyphs[i], left + run.lefts[i], baseline - run.rises[i]});
    }
    // Clusters stand in the order of the text, which of a backward run is that of the glyphs from the last one on.
    std::vector<cairo_text_cluster_t> clusters;
    const std::size_t count = run.glyphs.size();
    const auto at = [&](std::size_t i) { return run.isBackward ? count - 1 - i : i; };
    for (std::size_t i = 0; i < count;) {
        std::size_t next = i + 1;
        while (next < count && run.clusters[at(next)] == run.clusters[at(i)]) {
            ++next;
        }
        const std::size_t end = next < count ? run.clusters[at(next)] : run.text.size();
        clusters.push_back({static_cast<int>(end - run.clusters[at(i)]), static_cast<int>(next - i)});
        i = next;
    }
    cairo_set_font_face(context, run.font->face());
    cairo_set_font_size(context, _style.size);
    cairo_show_text_glyphs(
        context,
        run.text.data(),
        static_cast<int>(run.text.size()),
        glyphs.data(),
        static_cast<int>(glyphs.size()),
        clusters.data(),
        static_cast<int>(clusters.size()),
        run.isBackward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : static_cast<cairo_text_cluster_flags_t>(0)
    );
}

} // namespace documents::drawing
