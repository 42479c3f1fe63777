#include "folding.h"

#include <algorithm>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace dttot {

namespace {

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Of a thread's own, because ICU's compound transliterators are not documented to be shared.
const icu::Transliterator* romaniser() {
    thread_local const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status)
        );
    }();
    return made.get();
}

std::string romanised(std::string_view text) {
    auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    if (const auto* transliterator = romaniser(); transliterator != nullptr) {
        transliterator->transliterate(source);
    }
    std::string latin;
    source.toUTF8String(latin);
    return latin;
}

/// The folded form of a letter or digit, a blank for what separates words, NUL for what is left out.
char foldedForm(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        return c;
    }
    if (c >= 'A' && c <= 'Z') {
        return static_cast<char>(c - 'A' + 'a');
    }
    return c == '\'' || c == '`' || static_cast<unsigned char>(c) >= 0x80 ? '\0' : ' ';
}

} // namespace

std::string folded(std::string_view text) {
    const std::string latin = isAscii(text) ? std::string(text) : romanised(text);
    std::string out;
    out.reserve(latin.size());
    for (const char c : latin) {
        const char form = foldedForm(c);
        if (form == '\0' || (form == ' ' && (out.empty() || out.back() == ' '))) {
            continue;
        }
        out += form;
    }
    if (!out.empty() && out.back() == ' ') {
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

} // namespace dttot
