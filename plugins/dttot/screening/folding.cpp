#include "folding.h"

#include "arabic.h"

#include <algorithm>
#include <memory>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace dttot::screening {

namespace {

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

using Transliterator = std::unique_ptr<icu::Transliterator>;

Transliterator transliterator(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    return Transliterator(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
}

/// Of a thread's own, because ICU's compound transliterators are not documented to be shared.
void makeAscii(icu::UnicodeString& text, bool isLatin) {
    thread_local const Transliterator fromLatin = transliterator("Latin-ASCII");
    thread_local const Transliterator fromAny = transliterator("Any-Latin; Latin-ASCII");
    if (const Transliterator& chosen = isLatin ? fromLatin : fromAny; chosen != nullptr) {
        chosen->transliterate(text);
    }
}

bool isInvisible(UChar32 c) {
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || u_charType(c) == U_FORMAT_CHAR
           || (u_charType(c) == U_CONTROL_CHAR && u_isWhitespace(c) == 0);
}

icu::UnicodeString composed(std::string_view text) {
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normaliser = icu::Normalizer2::getNFKCInstance(status);
    return U_SUCCESS(status) != 0 ? normaliser->normalize(source, status) : source;
}

std::string latinOf(std::string_view text) {
    constexpr UChar32 endOfLatin = 0x250;
    icu::UnicodeString seen;
    std::u16string arabic;
    bool isLatin = true;
    const auto flush = [&] {
        if (!arabic.empty()) {
            seen.append(icu::UnicodeString::fromUTF8(romanisedArabic(arabic)));
            arabic.clear();
        }
    };
    const icu::UnicodeString whole = composed(text);
    for (std::int32_t at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
        const UChar32 c = whole.char32At(at);
        if (isInvisible(c)) {
            continue;
        }
        if (isArabic(c)) {
            arabic += static_cast<char16_t>(c);
            continue;
        }
        flush();
        isLatin = isLatin && c < endOfLatin;
        seen.append(c);
    }
    flush();
    makeAscii(seen, isLatin);
    std::string latin;
    seen.toUTF8String(latin);
    return latin;
}

/// The romanised form of a character, NUL for what is left out.
char romanisedForm(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-') {
        return c;
    }
    if (c >= 'A' && c <= 'Z') {
        return static_cast<char>(c - 'A' + 'a');
    }
    return c == '\'' || c == '`' || c == '\0' || static_cast<unsigned char>(c) >= 0x80 ? '\0' : ' ';
}

} // namespace

std::string romanised(std::string_view text) {
    std::string out = isAscii(text) ? std::string(text) : latinOf(text);
    std::ranges::transform(out, out.begin(), romanisedForm);
    std::erase(out, '\0');
    return out;
}

std::string folded(std::string_view text) {
    std::string out = romanised(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c == '.' || c == ',' || c == '-' ? ' ' : c; });
    const auto repeated = std::ranges::unique(out, [](char a, char b) { return a == ' ' && b == ' '; });
    out.erase(repeated.begin(), repeated.end());
    if (out.starts_with(' ')) {
        out.erase(0, 1);
    }
    if (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

std::string compacted(std::string_view text) {
    std::string out = folded(text);
    std::erase(out, ' ');
    return out;
}

std::vector<std::string_view> wordsOf(std::string_view foldedText) {
    std::vector<std::string_view> words;
    while (!foldedText.empty()) {
        const auto end = std::min(foldedText.find(' '), foldedText.size());
        if (end > 0) {
            words.push_back(foldedText.substr(0, end));
        }
        foldedText.remove_prefix(std::min(end + 1, foldedText.size()));
    }
    return words;
}

std::string endOfPrefix(std::string_view foldedPrefix) {
    // '{' follows 'z', the greatest character of a folded text.
    return std::string(foldedPrefix) + '{';
}

} // namespace dttot::screening
