#include "extraction/fields/list_items.h"

#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dttot::fields {

namespace {

/// "12. " or "12) ": the length of a number marker at the front, 0 without one.
std::size_t numberMarkerLength(std::string_view line) {
    std::size_t digits = 0;
    while (digits < line.size() && digits < 3 && text::isDigit(line[digits])) {
        ++digits;
    }
    const bool closes =
        digits > 0 && digits < 3 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')');
    return closes && text::isSpace(line[digits + 1]) ? digits + 2 : 0;
}

/// "a) " at the front, but not "a. ", which may be an abbreviation.
std::size_t letterMarkerLength(std::string_view line) {
    const bool shaped = line.size() > 2 && line[0] >= 'a' && line[0] <= 'z' && line[1] == ')';
    return shaped ? 2 : 0;
}

/// The text of the n-th marker of a sequence that starts like `first`.
std::string markerAt(char first, char closing, std::size_t index) {
    if (first == '1') {
        return std::to_string(index + 1) + closing;
    }
    return {static_cast<char>(first + static_cast<char>(index)), closing};
}

std::size_t findMarker(std::string_view text, const std::string& marker, std::size_t from) {
    for (std::size_t at = text.find(marker, from); at != std::string_view::npos; at = text.find(marker, at + 1)) {
        const std::size_t after = at + marker.size();
        const bool startsWord = at == 0 || text::isSpace(text[at - 1]) || text[at - 1] == ';' || text[at - 1] == ',';
        if (startsWord && after < text.size() && (text::isSpace(text[after]) || marker.back() == ')')) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// "(1) one (2) two"; a single one is no list.
std::vector<std::string_view> bracketed(std::string_view text, char first) {
    std::vector<std::string_view> items;
    std::size_t begin = 3;
    for (std::size_t index = 1;; ++index) {
        const std::string marker = '(' + markerAt(first, ')', index);
        const std::size_t end = text.find(marker, begin);
        if (end == std::string_view::npos && items.empty()) {
            return {text};
        }
        items.push_back(text::trim(text.substr(begin, std::min(end, text.size()) - begin)));
        if (end == std::string_view::npos) {
            return items;
        }
        begin = end + marker.size();
    }
}

} // namespace

bool takeBullet(std::string_view& line) {
    line = text::trim(line);
    const std::string_view before = line;
    if (line.starts_with("'-") || line.starts_with("'1") || line.starts_with("'\u2022")) {
        line.remove_prefix(1);
    }
    for (const std::string_view bullet : {"-", "•", "*", "·", "●", "▪", "\u2022"}) {
        if (line.starts_with(bullet)) {
            line = text::trim(line.substr(bullet.size()));
            return true;
        }
    }
    const std::size_t length = std::max(numberMarkerLength(line), letterMarkerLength(line));
    if (length > 0) {
        line = text::trim(line.substr(length));
        return true;
    }
    line = before;
    return false;
}

std::vector<std::string_view> lettered(std::string_view text) {
    text = text::trim(text);
    if (text.starts_with("(1)") || text.starts_with("(a)")) {
        return bracketed(text, text[1]);
    }
    if (text.size() < 3 || (text[1] != ')' && text[1] != '.')) {
        return {text};
    }
    const char first = text[0];
    if ((first != 'a' && first != 'A' && first != '1')
        || findMarker(text, markerAt(first, text[1], 1), 2) == std::string_view::npos) {
        return {text};
    }
    std::vector<std::string_view> items;
    const char closing = text[1];
    std::size_t begin = 2;
    for (std::size_t index = 1;; ++index) {
        const std::string marker = markerAt(first, closing, index);
        const std::size_t end = findMarker(text, marker, begin);
        items.push_back(text::trim(text.substr(begin, std::min(end, text.size()) - begin)));
        if (end == std::string_view::npos) {
            return items;
        }
        begin = end + marker.size();
    }
}

std::vector<std::string> exportedItems(std::string_view cell) {
    constexpr std::string_view separator = "; ";
    std::vector<std::string> items;
    for (std::size_t begin = 0; begin <= cell.size();) {
        const std::size_t end = std::min(cell.find(separator, begin), cell.size());
        const std::string_view item = text::trim(cell.substr(begin, end - begin));
        if (!text::isAbsent(item)) {
            text::addUnique(items, std::string(item));
        }
        begin = end + separator.size();
    }
    return items;
}

std::vector<std::string_view> splitAtWords(std::string_view text, const std::vector<std::string_view>& words) {
    const std::string folded = text::lower(text);
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    std::size_t i = 0;
    const auto isWordCharacter = [&](std::size_t at) {
        return text::isLetter(folded[at]) || text::isDigit(folded[at]);
    };
    while (i < folded.size()) {
        const bool wordStarts = isWordCharacter(i) && (i == 0 || !isWordCharacter(i - 1));
        std::size_t end = i + 1;
        while (wordStarts && end < folded.size() && isWordCharacter(end)) {
            ++end;
        }
        if (wordStarts && std::ranges::find(words, std::string_view(folded).substr(i, end - i)) != words.end()) {
            parts.push_back(text.substr(begin, i - begin));
            begin = end;
        }
        i = end;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

} // namespace dttot::fields
