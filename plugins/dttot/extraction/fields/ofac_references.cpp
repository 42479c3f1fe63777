#include "extraction/fields/ofac_references.h"

#include "extraction/fields/listed_values.h"
#include "extraction/text.h"

#include <algorithm>
#include <initializer_list>

namespace dttot::fields {

namespace {

using xml::Tree;

constexpr std::size_t yearDigits = 4;
constexpr std::size_t dayDigits = 2;

std::string padded(std::string_view digits, std::size_t width) {
    return digits.size() < width ? std::string(width - digits.size(), '0').append(digits) : std::string(digits);
}

/// The value of a part in the Latin script of the list, where it has several.
std::string_view valueOf(const Tree& part) {
    std::string_view first;
    std::string_view primary;
    part.each("LocationPartValue", [&](const Tree& value) {
        first = first.empty() ? value.at("Value") : first;
        primary = primary.empty() && value.attribute("Primary") == "true" ? value.at("Value") : primary;
    });
    return primary.empty() ? first : primary;
}

/// "1943-08-17" as "17 Aug 1943", "1943-08" as "Aug 1943".
std::string written(std::string_view date) {
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t monthAt = 5;
    constexpr std::size_t dayAt = 8;
    const std::string year(date.substr(0, yearDigits));
    if (date.size() < dayAt - 1) {
        return year;
    }
    const int month = (date[monthAt] - '0') * 10 + date[monthAt + 1] - '0';
    if (month < 1 || month > 12) {
        return year;
    }
    const std::string ofMonth = std::string(months.substr(static_cast<std::size_t>(month - 1) * 3, 3)) + " " + year;
    return date.size() < dayAt ? ofMonth : std::string(date.substr(dayAt)) + " " + ofMonth;
}

/// From the first to the last day, which may be the same one or those of a month or of years.
std::string writtenSpan(std::string_view first, std::string_view last) {
    if (first == last) {
        return written(first);
    }
    constexpr std::size_t monthLength = 7;
    if (first.ends_with("-01-01") && last.ends_with("-12-31")) {
        first = first.substr(0, yearDigits);
        last = last.substr(0, yearDigits);
    } else if (first.ends_with("-01") && last >= std::string(first.substr(0, monthLength)) + "-28" &&
               last.substr(0, monthLength) == first.substr(0, monthLength)) {
        return written(first.substr(0, monthLength));
    }
    return first == last ? std::string(first) : written(first) + " to " + written(last);
}

/// The date at one end of a period: of the first of the names that has one.
std::string edgeOf(const Tree& edge, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const Tree* parts = edge.child(name);
        if (std::string date = parts == nullptr ? std::string() : dateOf(*parts); !date.empty()) {
            return date;
        }
    }
    return {};
}

template <typename Map, typename Key>
const typename Map::mapped_type& foundIn(const Map& map, const Key& key) {
    static const typename Map::mapped_type nothing;
    const auto found = map.find(key);
    return found == map.end() ? nothing : found->second;
}

} // namespace

std::vector<std::string_view> OfacReferences::elements() {
    return {
        "AreaCode",
        "Country",
        "DetailReference",
        "FeatureType",
        "IDRegDocType",
        "LocPartType",
        "NamePartType",
        "PartySubType",
        "PartyType",
        "RelationType",
        "SanctionsType",
        "Script",
        "Location",
        "IDRegDocument",
        "ProfileRelationship",
        "SanctionsEntry"};
}

void OfacReferences::add(const Tree& element) {
    if (element.name == "Location") {
        addLocation(element);
    } else if (element.name == "IDRegDocument") {
        addDocument(element);
    } else if (element.name == "SanctionsEntry") {
        addEntry(element);
    } else if (element.name == "ProfileRelationship") {
        addRelationship(element);
    } else {
        const Word word(element.name, element.attribute("ID"));
        _words.emplace(word, element.text);
        if (element.attribute("Symmetrical") == "true") {
            _symmetrical.emplace(word.second);
        }
        for (const std::string_view wider : {"CountryID", "PartyTypeID"}) {
            if (const std::string_view id = element.attribute(wider); !id.empty()) {
                _wider.emplace(word, id);
            }
        }
    }
}

std::string_view OfacReferences::word(std::string_view set, std::string_view id) const {
    return foundIn(_words, Word(set, id));
}

std::string_view OfacReferences::kindOfParty(std::string_view partySubType) const {
    const std::string_view kind = word("PartySubType", partySubType);
    return kind.empty() || kind == "Unknown" ? word("PartyType", foundIn(_wider, Word("PartySubType", partySubType)))
                                             : kind;
}

const OfacReferences::Location& OfacReferences::location(std::string_view id) const { return foundIn(_locations, id); }

const std::vector<OfacReferences::Document>& OfacReferences::documents(std::string_view identity) const {
    return foundIn(_documents, identity);
}

const OfacReferences::Entry& OfacReferences::entry(std::string_view profile) const {
    return foundIn(_entries, profile);
}

const std::vector<OfacReferences::Relationship>& OfacReferences::relationships(std::string_view profile) const {
    return foundIn(_relationships, profile);
}

void OfacReferences::addRelationship(const Tree& relationship) {
    using Said = RelatedParty::Said;
    const std::string_view type = relationship.attribute("RelationTypeID");
    const bool isSymmetrical = _symmetrical.contains(type);
    const std::string from(relationship.attribute("From-ProfileID"));
    const std::string to(relationship.attribute("To-ProfileID"));
    const Relationship said{
        .type = std::string(word("RelationType", type)),
        .said = isSymmetrical ? Said::ofBoth : Said::ofThis,
        .profile = to,
        .isFormer = relationship.attribute("Former") == "true"};
    _relationships[from].push_back(said);
    if (to != from) {
        Relationship& other = _relationships[to].emplace_back(said);
        other.said = isSymmetrical ? Said::ofBoth : Said::ofOther;
        other.profile = from;
    }
}

void OfacReferences::addLocation(const Tree& location) {
    std::map<std::string, std::string, std::less<>> parts;
    location.each("LocationPart", [&](const Tree& part) {
        parts.emplace(text::lower(word("LocPartType", part.attribute("LocPartTypeID"))), valueOf(part));
    });
    const auto part = [&](std::string_view name) -> std::string_view { return foundIn(parts, name); };
    Location made;
    if (const Tree* country = location.child("LocationCountry")) {
        made.country = word("Country", country->attribute("CountryID"));
    }
    if (const Tree* area = location.child("LocationAreaCode"); area != nullptr && made.country.empty()) {
        const std::string_view id = area->attribute("AreaCodeID");
        made.country = word("Country", foundIn(_wider, Word("AreaCode", id)));
        made.country = made.country.empty() ? word("AreaCode", id) : made.country;
    }
    // Many a nationality is a place whose only part, of no known kind, is the country's name.
    if (made.country.empty()) {
        made.country = part("unknown");
    }
    made.address = joinedBy(
        ", ",
        {part("address1"),
         part("address2"),
         part("address3"),
         part("city"),
         part("state/province"),
         part("postal code"),
         part("region"),
         made.country}
    );
    _locations.emplace(location.attribute("ID"), std::move(made));
}

void OfacReferences::addDocument(const Tree& document) {
    _documents[std::string(document.attribute("IdentityID"))].push_back(
        {.type = std::string(word("IDRegDocType", document.attribute("IDRegDocTypeID"))),
         .number = std::string(document.at("IDRegistrationNo")),
         .country = std::string(word("Country", document.attribute("IssuedBy-CountryID")))}
    );
}

void OfacReferences::addEntry(const Tree& entry) {
    Entry& of = _entries[std::string(entry.attribute("ProfileID"))];
    entry.each("EntryEvent/Date", [&](const Tree& date) {
        if (std::string day = dateOf(date); !day.empty()) {
            text::addUnique(of.listedOn, std::move(day));
        }
    });
    entry.each("SanctionsMeasure", [&](const Tree& measure) {
        const std::string_view program = measure.at("Comment");
        if (word("SanctionsType", measure.attribute("SanctionsTypeID")) == "Program" && !program.empty()) {
            text::addUnique(of.programs, std::string(program));
        }
    });
}

std::string writtenPeriod(const Tree& period) {
    const Tree* start = period.child("Start");
    const Tree* end = period.child("End");
    const std::string from = start == nullptr ? std::string() : edgeOf(*start, {"From", "To"});
    const std::string to = end == nullptr ? from : edgeOf(*end, {"To", "From"});
    const bool isAbout = start != nullptr && start->attribute("Approximate") == "true";
    return from.empty() ? std::string() : (isAbout ? "circa " : "") + writtenSpan(from, to.empty() ? from : to);
}

std::string dateOf(const Tree& parts) {
    std::string date;
    for (const auto& [name, width] : {std::pair("Year", yearDigits), {"Month", dayDigits}, {"Day", dayDigits}}) {
        const std::string_view digits = parts.at(name);
        if (digits.empty() || digits.size() > width || !std::ranges::all_of(digits, text::isDigit)) {
            break;
        }
        date.append(date.empty() ? "" : "-").append(padded(digits, width));
    }
    return date;
}

} // namespace dttot::fields
