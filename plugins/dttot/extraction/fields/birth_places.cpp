#include "extraction/fields/birth_places.h"

#include "extraction/fields/list_items.h"
#include "extraction/text.h"

#include <algorithm>

namespace dttot::fields {

namespace {

/// Slashes separate places, except in "Kab/Kota" and in numbers.
std::vector<std::string_view> splitAtSlashes(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inNumber = i > 0 && i + 1 < text.size() && text::isDigit(text[i - 1]) && text::isDigit(text[i + 1]);
        const bool inTitle =
            text::lower(text.substr(0, i)).ends_with("kab") || text::lower(text.substr(0, i)).ends_with("kota");
        if (text[i] == '/' && !inNumber && !inTitle) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.push_back(text.substr(begin));
    return parts;
}

/// Cuts "14/07/1981" or "14 Juli 1981" off the end: from the first digit that starts a word, when four digits follow.
std::string_view withoutDate(std::string_view place) {
    for (std::size_t i = 0; i < place.size(); ++i) {
        const bool starts = text::isDigit(place[i]) && (i == 0 || text::isSpace(place[i - 1]) || place[i - 1] == ',');
        std::size_t digits = 0;
        for (std::size_t k = i; starts && k < place.size(); ++k) {
            digits += text::isDigit(place[k]) ? 1 : 0;
        }
        if (starts && digits >= 4) {
            return text::strip(place.substr(0, i), ";,.(");
        }
    }
    return place;
}

void addPlaces(std::vector<std::string>& places, std::string_view text) {
    for (const std::string_view half : splitAtWords(text, {"atau", "or"})) {
        for (const std::string_view item : lettered(half)) {
            for (const std::string_view part : splitAtSlashes(item)) {
                const std::string place(withoutDate(text::strip(part, ";,.:-")));
                if (!text::isAbsent(place)) {
                    text::addUnique(places, place);
                }
            }
        }
    }
}

} // namespace

std::vector<std::string> birthPlacesOf(std::string_view cell, tables::LineBreaks lineBreaks) {
    const std::string tidy = text::tidy(cell);
    std::vector<std::string> places;
    if (text::isAbsent(tidy)) {
        return places;
    }
    std::string item;
    const auto finishItem = [&] {
        for (const std::string_view part : text::split(item, ';')) {
            addPlaces(places, part);
        }
        item.clear();
    };
    for (std::string_view line : text::split(tidy, '\n')) {
        const bool isLettered = line.size() > 2 && line[1] == ')';
        const bool isItem = !isLettered && takeBullet(line);
        if (isItem || lineBreaks == tables::LineBreaks::typed) {
            finishItem();
        }
        item += item.empty() ? "" : " ";
        item += line;
    }
    finishItem();
    return places;
}

} // namespace dttot::fields
