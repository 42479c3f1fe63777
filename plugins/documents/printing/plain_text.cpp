#include "printing/plain_text.h"

#include <cstdint>

namespace documents {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned byteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// The bytes that the character at the beginning takes; 0 when it is none (RFC 3629, section 4).
std::size_t characterBytes(std::string_view text) {
    const unsigned first = byteAt(text, 0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(text, i) & 0xC0U) != 0x80) {
            return 0;
        }
    }
    const unsigned second = byteAt(text, 1);
    const bool isOverlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool isOutside = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
    return isOverlong || isOutside ? 0 : length;
}

/// XML has no place for them (U+FFFE and U+FFFF neither).
bool isForbidden(std::string_view character) {
    const unsigned first = byteAt(character, 0);
    const bool isControl = first < 0x20 && first != '\t' && first != '\n' && first != '\r';
    return isControl || first == 0x7F || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

bool isOverride(std::string_view character) { return character == "\xE2\x80\xAD" || character == "\xE2\x80\xAE"; }

enum class Overrides { kept, leftOut };

std::string cleaned(std::string_view text, Overrides overrides) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        const std::string_view character = text.substr(0, bytes == 0 ? 1 : bytes);
        if (bytes == 0 || isForbidden(character)) {
            clean += replacement;
        } else if (overrides == Overrides::kept || !isOverride(character)) {
            clean += character;
        }
        text.remove_prefix(character.size());
    }
    return clean;
}

} // namespace

std::string wholesome(std::string_view text) { return cleaned(text, Overrides::kept); }

std::string readable(std::string_view text) { return cleaned(text, Overrides::leftOut); }

} // namespace documents
