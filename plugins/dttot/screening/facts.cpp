#include "facts.h"

#include "folding.h"
#include "place_names.h"

#include <algorithm>

namespace dttot::screening {

namespace {

constexpr char betweenTextAndKeys = '\x1f';
constexpr std::size_t longestFact = 200;
constexpr std::size_t mostFacts = 32; ///< of a kind

void add(std::string& packed, char kind, std::string_view value) {
    value = value.substr(0, longestFact);
    if (value.empty()) {
        return;
    }
    packed += kind;
    std::ranges::transform(value, std::back_inserter(packed), [](char c) { return c == '\n' ? ' ' : c; });
    packed += '\n';
}

template <typename Values, typename Make>
void addAll(std::string& packed, char kind, const Values& values, Make&& make) {
    std::ranges::for_each(
        values.begin(),
        values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), mostFacts)),
        [&](const std::string& value) { add(packed, kind, make(value)); }
    );
}

/// The place with the words that it is compared by.
std::string placeOf(std::string_view text) {
    std::string place(text.substr(0, longestFact / 2));
    std::ranges::replace(place, betweenTextAndKeys, ' ');
    const std::string keys = placeKeysOf(text);
    return keys.empty() ? std::string() : (place += betweenTextAndKeys).append(keys);
}

std::string capitalised(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

} // namespace

std::string packedFacts(const Entry& entry) {
    std::string packed;
    const auto asIs = [](const std::string& value) { return value; };
    addAll(packed, 'b', entry.birthDates, asIs);
    addAll(packed, 'p', entry.birthPlaces, placeOf);
    addAll(packed, 'n', entry.nationalities, capitalised);
    addAll(packed, 'i', entry.niks, [](const std::string& value) { return compacted(value); });
    addAll(packed, 's', entry.passports, [](const std::string& value) { return compacted(value); });
    return packed;
}

Facts factsOf(std::string_view packed) {
    Facts facts;
    while (!packed.empty()) {
        const std::string_view line = packed.substr(0, packed.find('\n'));
        packed.remove_prefix(line.size() + 1);
        const std::string_view value = line.substr(1);
        switch (line.front()) {
        case 'b':
            if (const auto date = birthDateOf(value)) {
                facts.birthDates.push_back({value, *date});
            }
            break;
        case 'p': {
            const auto end = value.find(betweenTextAndKeys);
            facts.birthPlaces.push_back({value.substr(0, end), value.substr(end + 1)});
            break;
        }
        case 'n':
            facts.nationalities.push_back(value);
            break;
        case 'i':
            facts.niks.push_back(value);
            break;
        default:
            facts.passports.push_back(value);
        }
    }
    return facts;
}

BirthYears birthYearsOf(const Facts& facts) {
    constexpr int days = 365;
    constexpr int tolerance = 3; // more than "about" means, and than days make years
    constexpr int epoch = 1970;
    BirthYears years;
    for (const auto& each : facts.birthDates) {
        const int from = epoch + each.date.from / days - tolerance;
        const int to = epoch + each.date.to / days + tolerance;
        years = years.from > years.to ? BirthYears{from, to}
                                      : BirthYears{std::min(years.from, from), std::max(years.to, to)};
    }
    return years;
}

Entry entryOf(const Subject& subject) {
    Entry entry;
    entry.kind = subject.kind;
    entry.birthDates = {subject.birthDate};
    entry.birthPlaces = {subject.birthPlace};
    entry.nationalities = subject.nationalities;
    entry.niks = subject.niks;
    entry.passports = subject.passports;
    return entry;
}

} // namespace dttot::screening
