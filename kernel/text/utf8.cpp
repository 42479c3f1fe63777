#include <kernel/text/utf8.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tenon::text {

namespace {

constexpr std::uint64_t highBits = 0x8080808080808080U;
constexpr std::uint64_t ones = 0x0101010101010101U;

/// Whether eight bytes are all ASCII and none is NUL.
bool isPlain(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & highBits) == 0 && ((word - ones) & highBits) == 0;
}

/// The length of the character that starts with `lead`, zero when none may.
std::size_t lengthAfter(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// Whether the second byte excludes overlong forms, surrogates and code points beyond U+10FFFF.
bool maySecondFollow(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second < 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return true;
    }
}

} // namespace

std::size_t characterLength(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = lengthAfter(byte(0));
    if (length == 0 || length > text.size() || (length > 1 && !maySecondFollow(byte(0), byte(1)))) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

bool isUtf8(std::string_view text) noexcept {
    while (!text.empty()) {
        std::size_t length = 8;
        if (text.size() < length || !isPlain(text.data())) {
            length = text.front() == '\0' ? 0 : characterLength(text);
        }
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

} // namespace tenon::text
