#include "text_inspection.h"

#include <algorithm>

namespace tenon::schema {

namespace {

bool isControl(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

bool isContinuation(unsigned char c) { return (c & 0xC0) == 0x80; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

unsigned char byteAt(std::string_view text, std::size_t index) { return static_cast<unsigned char>(text[index]); }

// Second bytes that would make a sequence overlong, a surrogate or too great are excluded by the first byte (RFC 3629,
// 4).
bool isSecondByte(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return isContinuation(second);
    }
}

/// Length of the well-formed sequence of several bytes at the start of `text`, or 0.
std::size_t sequenceLength(std::string_view text) {
    const unsigned char first = byteAt(text, 0);
    const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                               : first >= 0xE0 && first <= 0xEF ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || text.size() < length || !isSecondByte(first, byteAt(text, 1))) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if (!isContinuation(byteAt(text, i))) {
            return 0;
        }
    }
    return length;
}

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
            length = sequenceLength(text);
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
