#include "tables/text.h"

#include <algorithm>
#include <unicode/unistr.h>
#include <utility>

namespace documents::tables::text {

std::size_t characterLength(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isSpace(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

void makePlain(std::string& text) {
    if (!isValidUtf8(text)) {
        std::string repaired;
        icu::UnicodeString::fromUTF8(text).toUTF8String(repaired);
        text = std::move(repaired);
    }
    std::erase_if(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && !isSpace(c)) || c == 0x7f; });
}

bool isValidUtf8(std::string_view text) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        const std::size_t length = characterLength(text[i]);
        if ((lead >= 0x80 && (lead < 0xC2 || lead > 0xF4)) || length > text.size() - i) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            // The second byte tells overlong forms, surrogates and what is beyond U+10FFFF (RFC 3629, section 4).
            const unsigned least = k > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            const unsigned most = k > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (byte(i + k) < least || byte(i + k) > most) {
                return false;
            }
        }
        i += length;
    }
    return true;
}

void appendUtf8(std::string& out, char32_t codePoint) {
    const bool valid = codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
    const char32_t c = valid ? codePoint : 0xFFFD;
    const auto push = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0U | (c >> 6U));
        push(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        push(0xE0U | (c >> 12U));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    } else {
        push(0xF0U | (c >> 18U));
        push(0x80U | ((c >> 12U) & 0x3FU));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    }
}

} // namespace documents::tables::text
