#include "place_names.h"

#include "folding.h"
#include "spelling.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dttot::screening {

namespace {

/// Kinds of places and parts of countries, which tell no place from another.
constexpr std::string_view kinds[] = {
    "barat",   "central",   "city",  "desa",  "district", "east",  "kab",  "kabupaten", "kec",      "kecamatan",
    "kel",     "kelurahan", "kodya", "kota",  "north",    "of",    "prov", "propinsi",  "province", "provinsi",
    "regency", "selatan",   "south", "state", "tengah",   "timur", "town", "utara",     "village",  "west",
};

/// Places under other names than today's, folded: former ones, those of other languages, short ones.
constexpr std::pair<std::string_view, std::string_view> otherNames[] = {
    {"al qahirah", "kairo"},
    {"batavia", "jakarta"},
    {"bombay", "mumbai"},
    {"buitenzorg", "bogor"},
    {"cairo", "kairo"},
    {"calcutta", "kolkata"},
    {"damascus", "damaskus"},
    {"dimashq", "damaskus"},
    {"halab", "aleppo"},
    {"hollandia", "jayapura"},
    {"jogja", "yogyakarta"},
    {"jogjakarta", "yogyakarta"},
    {"kutaraja", "banda aceh"},
    {"madras", "chennai"},
    {"makkah", "mekah"},
    {"mecca", "mekah"},
    {"rangoon", "yangon"},
    {"saigon", "ho chi minh"},
    {"solo", "surakarta"},
    {"tanjung karang", "bandar lampung"},
    {"ujung pandang", "makassar"},
    {"ujungpandang", "makassar"},
    {"yogya", "yogyakarta"},
};

bool tellsNothing(std::string_view word) { return std::ranges::find(kinds, word) != std::end(kinds); }

/// The words without those that tell nothing, between blanks.
std::string tellingWordsOf(std::string_view name) {
    std::string words;
    for (const std::string_view word : wordsOf(name)) {
        if (!tellsNothing(word)) {
            words.append(words.empty() ? "" : " ").append(word);
        }
    }
    return words;
}

} // namespace

std::string placeKeysOf(std::string_view place) {
    std::string name = tellingWordsOf(folded(place.substr(0, place.find(','))));
    const auto* other =
        std::ranges::find(otherNames, std::string_view(name), &std::pair<std::string_view, std::string_view>::first);
    if (other != std::end(otherNames)) {
        name = other->second;
    }
    std::string keys;
    for (const std::string_view word : wordsOf(name)) {
        keys.append(keys.empty() ? "" : " ").append(spelled(word));
    }
    return keys;
}

} // namespace dttot::screening
