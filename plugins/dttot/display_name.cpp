#include "display_name.h"

#include <cstdint>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace dttot {

namespace {

bool mayBeShown(UChar32 character) {
    const auto category = u_charType(character);
    return category != U_CONTROL_CHAR && category != U_FORMAT_CHAR && category != U_LINE_SEPARATOR
           && category != U_PARAGRAPH_SEPARATOR;
}

} // namespace

std::string displayName(std::string_view filename) {
    constexpr std::size_t most = 255;
    const auto name = icu::UnicodeString::fromUTF8({filename.data(), static_cast<std::int32_t>(filename.size())});
    std::string out;
    for (std::int32_t at = 0; at < name.length(); at = name.moveIndex32(at, 1)) {
        const UChar32 character = name.char32At(at);
        if (!mayBeShown(character)) {
            continue;
        }
        std::string bytes;
        icu::UnicodeString(character).toUTF8String(bytes);
        if (out.size() + bytes.size() > most) {
            break;
        }
        out += bytes;
    }
    return out.empty() ? "document" : out;
}

} // namespace dttot
