#include "drawing/breaks.h"

namespace documents::drawing {

namespace {

std::vector<int> breaksOf(const icu::UnicodeString& text, icu::BreakIterator* iterator) {
    std::vector<int> places;
    if (iterator != nullptr) {
        iterator->setText(text);
        for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
            places.push_back(at);
        }
    }
    if (places.empty() || places.back() != text.length()) {
        places.push_back(text.length());
    }
    return places;
}

} // namespace

Breaks::Breaks() {
    UErrorCode status = U_ZERO_ERROR;
    _words.reset(icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
    _characters.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
}

std::vector<int> Breaks::words(const icu::UnicodeString& text) const { return breaksOf(text, _words.get()); }

std::vector<int> Breaks::characters(const icu::UnicodeString& text) const { return breaksOf(text, _characters.get()); }

} // namespace documents::drawing
