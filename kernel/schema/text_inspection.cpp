#include "text_inspection.h"

#include <kernel/text/utf8.h>

#include <algorithm>

namespace tenon::schema {

namespace {

bool isControl(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

unsigned char byteAt(std::string_view text, std::size_t index) { return static_cast<unsigned char>(text[index]); }

} // namespace

TextFacts inspect(std::string_view text) {
    TextFacts facts;
    while (!text.empty()) {
        const unsigned char first = byteAt(text, 0);
        std::size_t length = 1;
        if (first < 0x80) {
            facts.hasControls = facts.hasControls || isControl(first);
            facts.hasNul = facts.hasNul || first == 0;
        } else {
            length = text::characterLength(text);
            if (length == 0) {
                facts.wellFormed = false;
                return facts;
            }
            facts.hasControls = facts.hasControls || (first == 0xC2 && byteAt(text, 1) < 0xA0);
        }
        text.remove_prefix(length);
        ++facts.codePoints;
    }
    return facts;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool sameWithoutCase(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace tenon::schema
