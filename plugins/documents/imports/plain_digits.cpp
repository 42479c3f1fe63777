#include "imports/plain_digits.h"

#include "tables/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace documents {

namespace {

namespace text = tables::text;

std::string plainForm(std::string_view character) {
    const auto last = static_cast<unsigned char>(character.back());
    // U+0660 to U+0669 and U+06F0 to U+06F9.
    if (character.size() == 2
        && ((character[0] == '\xD9' && last >= 0xA0 && last <= 0xA9)
            || (character[0] == '\xDB' && last >= 0xB0 && last <= 0xB9))) {
        return {static_cast<char>('0' + (last & 0xFU))};
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> forms{{
        {"\u2212", "-"},
        {"\u2019", "'"},
        {"\u00A0", " "},
        {"\u202F", " "},
        {"\u2009", " "},
        {"\u200E", ""},
        {"\u200F", ""},
        {"\u061C", ""},
    }};
    const auto* const found =
        std::ranges::find(forms, character, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == forms.end() ? character : found->second);
}

} // namespace

std::string plainDigits(std::string_view written) {
    std::string out;
    for (std::size_t i = 0; i < written.size();) {
        const std::size_t length = std::min(text::characterLength(written[i]), written.size() - i);
        out += plainForm(written.substr(i, length));
        i += length;
    }
    return std::string(text::trim(out));
}

} // namespace documents
