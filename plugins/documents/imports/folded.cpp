#include "imports/folded.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace documents {

namespace {

/// The one form of letters that Arabic writes in several; 0 for marks that only tell how a word is spoken.
UChar32 plainLetter(UChar32 letter) {
    switch (letter) {
    case 0x0622: // alef with madda, hamza above, hamza below, wasla
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return 0x0627;
    case 0x0649: // alef maksura
        return 0x064A;
    case 0x0629: // teh marbuta
        return 0x0647;
    case 0x0640: // tatweel
        return 0;
    default:
        return letter;
    }
}

} // namespace

std::string folded(std::string_view title) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::UnicodeString source =
        icu::UnicodeString::fromUTF8({title.data(), static_cast<std::int32_t>(title.size())});
    const icu::UnicodeString normal = U_SUCCESS(status) ? folding->normalize(source, status) : source;
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        const UChar32 letter = plainLetter(normal.char32At(i));
        if (u_isalnum(letter) != 0) {
            kept.append(letter);
        }
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

} // namespace documents
