#include "extraction/tests/ofac_builder.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace dttot::tests {

namespace {

using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string tag(std::string_view name, const Attributes& attributes, const std::string& inside) {
    std::string all = "<" + std::string(name);
    for (const auto& [attribute, value] : attributes) {
        all.append(" ").append(attribute).append("=\"").append(value).append("\"");
    }
    return inside.empty() ? all + "/>\n" : all + ">" + inside + "</" + std::string(name) + ">\n";
}

std::string number(int value) { return std::to_string(value); }

/// A set of words with numbers, as the published file has them.
std::string words(std::string_view name, std::initializer_list<std::pair<int, std::string_view>> all) {
    std::string inside = "\n";
    for (const auto& [id, word] : all) {
        inside += tag(name, {{"ID", number(id)}}, std::string(word));
    }
    return tag(std::string(name) + "Values", {}, inside);
}

std::string referenceValueSets() {
    std::string sets = "\n";
    sets += words("AliasType", {{1400, "A.K.A."}, {1401, "F.K.A."}, {1402, "N.K.A."}, {1403, "Name"}});
    sets += "<AreaCodeValues>"
            + tag("AreaCode", {{"ID", "11109"}, {"CountryID", "11109"}, {"Description", "Iran"}}, "IR")
            + tag("AreaCode", {{"ID", "11171"}, {"CountryID", "11171"}, {"Description", "Russia"}}, "RU")
            + "</AreaCodeValues>\n";
    sets += "<CountryValues>" + tag("Country", {{"ID", "11109"}, {"ISO2", "IR"}}, "Iran")
            + tag("Country", {{"ID", "11171"}, {"ISO2", "RU"}}, "Russia") + "</CountryValues>\n";
    sets += words("DetailReference", {{91526, "Male"}, {91527, "Female"}, {702, "General Cargo"}});
    sets += words("DetailType", {{1430, "DATE"}, {1431, "LOOKUP"}, {1432, "TEXT"}, {1433, "COUNTRY"}});
    sets += words(
        "FeatureType",
        {{1, "Vessel Call Sign"},
         {2, "VESSEL TYPE"},
         {3, "Vessel Flag"},
         {8, "Birthdate"},
         {9, "Place of Birth"},
         {10, "Nationality Country"},
         {25, "Location"},
         {26, "Title"},
         {224, "Gender"},
         {504, "Additional Sanctions Information - "}}
    );
    sets += words(
        "IDRegDocType", {{1571, "Passport"}, {1596, "National ID No."}, {1626, "Vessel Registration Identification"}}
    );
    sets += words(
        "LocPartType",
        {{1, "Unknown"},
         {1450, "REGION"},
         {1451, "ADDRESS1"},
         {1454, "CITY"},
         {1455, "STATE/PROVINCE"},
         {1456, "POSTAL CODE"}}
    );
    sets += words(
        "NamePartType",
        {{1520, "Last Name"}, {1521, "First Name"}, {1522, "Middle Name"}, {1525, "Entity Name"}, {1526, "Vessel Name"}}
    );
    sets += "<PartySubTypeValues>" + tag("PartySubType", {{"ID", "1"}, {"PartyTypeID", "4"}}, "Vessel")
            + tag("PartySubType", {{"ID", "3"}, {"PartyTypeID", "2"}}, "Unknown")
            + tag("PartySubType", {{"ID", "4"}, {"PartyTypeID", "1"}}, "Unknown") + "</PartySubTypeValues>\n";
    sets += words("PartyType", {{1, "Individual"}, {2, "Entity"}, {3, "Location"}, {4, "Transport"}});
    sets += "<RelationTypeValues>" + tag("RelationType", {{"ID", "1555"}, {"Symmetrical", "true"}}, "Associate Of")
            + tag("RelationType", {{"ID", "15002"}, {"Symmetrical", "false"}}, "Acting for or on behalf of")
            + tag("RelationType", {{"ID", "15003"}, {"Symmetrical", "false"}}, "Owned or Controlled By")
            + tag("RelationType", {{"ID", "91725"}, {"Symmetrical", "false"}}, "Leader or official of")
            + "</RelationTypeValues>\n";
    sets += words("SanctionsType", {{1, "Program"}, {1705, "Block"}});
    sets += words("Script", {{160, "Arabic"}, {215, "Latin"}, {220, "Cyrillic"}});
    return tag("ReferenceValueSets", {}, sets);
}

constexpr int person = 4;
constexpr int entity = 3;
constexpr int vessel = 1;

int kindOf(int party) { return party % 10 < 5 ? entity : party % 10 < 9 ? person : vessel; }

std::string country(int party) { return party % 3 == 0 ? "11171" : "11109"; }

std::string day(std::string_view name, int year, int month, int day) {
    const std::string parts =
        tag("Year", {}, number(year)) + tag("Month", {}, number(month)) + tag("Day", {}, number(day));
    return tag(name, {}, parts);
}

std::string edge(std::string_view name, const std::string& date, bool isAbout) {
    const Attributes attributes{
        {"Approximate", isAbout ? "true" : "false"},
        {"YearFixed", "false"},
        {"MonthFixed", "false"},
        {"DayFixed", "false"}};
    return tag(name, attributes, date);
}

std::string period(int firstYear, int lastYear, bool isDay, bool isAbout) {
    const auto both = [](int year, int month, int of) {
        return day("From", year, month, of) + day("To", year, month, of);
    };
    const std::string first = isDay ? both(firstYear, 7, 14) : both(firstYear, 1, 1);
    const std::string last = isDay ? both(firstYear, 7, 14) : both(lastYear, 12, 31);
    const Attributes attributes{
        {"CalendarTypeID", "1"}, {"YearFixed", "false"}, {"MonthFixed", "false"}, {"DayFixed", "false"}};
    return tag("DatePeriod", attributes, edge("Start", first, isAbout) + edge("End", last, isAbout));
}

std::string location(int party) {
    const auto part = [](int type, const std::string& value, const std::string& other) {
        const auto valueOf = [](const std::string& text, const char* isPrimary, const std::string& comment) {
            return tag(
                "LocationPartValue",
                {{"Primary", isPrimary}, {"LocPartValueTypeID", "1"}, {"LocPartValueStatusID", "1"}},
                tag("Comment", {}, comment) + tag("Value", {}, text)
            );
        };
        return tag(
            "LocationPart",
            {{"LocPartTypeID", number(type)}},
            valueOf(value, "true", "") + (other.empty() ? "" : valueOf(other, "false", "Cyrillic"))
        );
    };
    return tag(
        "Location",
        {{"ID", number(500'000 + party)}},
        tag("LocationAreaCode", {{"AreaCodeID", country(party)}}, "")
            + tag("LocationCountry", {{"CountryID", country(party)}, {"CountryRelevanceID", "1413"}}, "")
            + part(1451, "Jalan Kalimaya " + number(party), "") + part(1454, "Wendragrad", "Вендраград")
            + part(1456, number(100'000 + party), "")
            + tag("FeatureVersionReference", {{"FeatureVersionID", number(200'000 + party)}}, "")
    );
}

std::string document(int party) {
    const std::string dates =
        tag("DocumentDate", {{"IDRegDocDateTypeID", "1481"}}, period(2020 + party % 9, 2020 + party % 9, true, false));
    return tag(
        "IDRegDocument",
        {{"ID", number(party)},
         {"IDRegDocTypeID", kindOf(party) == person ? "1571" : "1596"},
         {"IdentityID", number(400'000 + party)},
         {"IssuedBy-CountryID", country(party)},
         {"ValidityID", "1"}},
        tag("Comment", {}, "") + tag("IDRegistrationNo", {}, "Z" + number(1'000'000 + party))
            + tag("IssuingAuthority", {}, "")
            + tag("DocumentedNameReference", {{"DocumentedNameID", number(10 * party)}}, "") + dates
    );
}

/// A word of the number, so that names differ as names do.
std::string wordOf(int seed) {
    constexpr std::string_view syllables[] = {"ka", "li", "wen", "dra", "sa", "ru", "min", "to", "yu", "ba"};
    std::string word;
    for (int rest = seed + 100; rest > 0; rest /= 10) {
        word += syllables[rest % 10];
    }
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

std::string namePart(int group, int script, const std::string& text) {
    return tag(
        "DocumentedNamePart",
        {},
        tag("NamePartValue",
            {{"NamePartGroupID", number(group)},
             {"ScriptID", number(script)},
             {"ScriptStatusID", "1"},
             {"Acronym", "false"}},
            text)
    );
}

std::string alias(int party, bool isPrimary, bool isWeak, const std::string& names) {
    return tag(
        "Alias",
        {{"FixedRef", number(party)},
         {"AliasTypeID", isPrimary ? "1403" : "1400"},
         {"Primary", isPrimary ? "true" : "false"},
         {"LowQuality", isWeak ? "true" : "false"}},
        names
    );
}

std::string documented(int party, int status, const std::string& parts) {
    return tag(
        "DocumentedName",
        {{"ID", number(10 * party)}, {"FixedRef", number(party)}, {"DocNameStatusID", number(status)}},
        parts
    );
}

std::string identity(int party) {
    const int last = 20 * party;
    const int first = last + 1;
    const bool isPerson = kindOf(party) == person;
    const auto latin = [&](int seed) {
        return isPerson ? namePart(last, 215, wordOf(seed)) + namePart(first, 215, wordOf(seed / 7))
                        : namePart(last, 215, wordOf(seed) + " Company " + number(seed));
    };
    std::string inside = alias(party, false, party % 4 == 0, documented(party, 2, latin(party + 300'000)))
                         + alias(party, false, false, documented(party, 2, latin(party + 600'000)));
    std::string primary = documented(party, 1, latin(party));
    if (party % 3 == 0) {
        primary += documented(party, 2, namePart(last, 220, "Калимая") + namePart(first, 220, "Юсуф"));
    } else if (party % 3 == 1) {
        primary += documented(party, 2, namePart(last, 160, "كاليمايا") + namePart(first, 160, "يوسف"));
    }
    inside += alias(party, true, false, primary);
    const auto group = [](int id, int type) {
        return tag(
            "MasterNamePartGroup", {}, tag("NamePartGroup", {{"ID", number(id)}, {"NamePartTypeID", number(type)}}, "")
        );
    };
    const int nameType = kindOf(party) == entity ? 1525 : 1526;
    inside += tag("NamePartGroups", {}, isPerson ? group(last, 1520) + group(first, 1521) : group(last, nameType));
    return tag(
        "Identity",
        {{"ID", number(400'000 + party)}, {"FixedRef", number(party)}, {"Primary", "true"}, {"False", "false"}},
        inside
    );
}

std::string feature(int party, int type, const std::string& version) {
    return tag(
        "Feature",
        {{"ID", number(150'000 + party)}, {"FeatureTypeID", number(type)}},
        tag("FeatureVersion",
            {{"ID", number(200'000 + party)}, {"ReliabilityID", "1"}},
            tag("Comment", {}, "") + version
        ) + tag("IdentityReference", {{"IdentityID", number(400'000 + party)}, {"IdentityFeatureLinkTypeID", "1"}}, "")
    );
}

std::string text(const std::string& words) { return tag("VersionDetail", {{"DetailTypeID", "1432"}}, words); }

std::string word(int reference) {
    return tag("VersionDetail", {{"DetailTypeID", "1431"}, {"DetailReferenceID", number(reference)}}, "");
}

std::string at(int location) { return tag("VersionLocation", {{"LocationID", number(location)}}, ""); }

std::string features(int party) {
    std::string all = feature(party, 25, at(500'000 + party))
                      + feature(party, 504, text("Subject to Secondary Sanctions pursuant to the regulations"));
    const std::string ofDate = tag("VersionDetail", {{"DetailTypeID", "1430"}}, "");
    if (kindOf(party) == person) {
        const int year = 1940 + party % 60;
        all += feature(party, 8, period(year, year, party % 2 == 0, false) + ofDate);
        all += feature(party, 8, period(year + 1, year + 4, false, party % 5 == 0) + ofDate);
        all += feature(party, 9, text("Wendragrad, Russia")) + feature(party, 10, at(500'000 + party));
        all += feature(party, 224, word(91526)) + feature(party, 26, text("Director"));
    } else if (kindOf(party) == vessel) {
        all += feature(party, 1, text("XY" + number(party))) + feature(party, 2, word(702))
               + feature(party, 3, at(500'000 + party));
    }
    return all;
}

std::string distinctParty(int party) {
    return tag(
        "DistinctParty",
        {{"FixedRef", number(party)}},
        tag("Comment", {}, party % 40 == 0 ? "all offices worldwide" : "")
            + tag(
                "Profile",
                {{"ID", number(party)}, {"PartySubTypeID", number(kindOf(party))}},
                identity(party) + features(party)
            )
    );
}

/// A party with an odd number is owned by the one before it; every fifth is an associate of the next but one.
std::string relationships(int first, int last) {
    const auto relationship = [](int from, int to, int type, const char* isFormer) {
        return tag(
            "ProfileRelationship",
            {{"ID", number(from)},
             {"From-ProfileID", number(from)},
             {"To-ProfileID", number(to)},
             {"RelationTypeID", number(type)},
             {"RelationQualityID", "1"},
             {"Former", isFormer},
             {"SanctionsEntryID", number(from)}},
            tag("Comment", {}, "")
        );
    };
    std::string all;
    for (int party = first; party <= last; ++party) {
        all += party % 2 == 1 ? relationship(party, party - 1, 15003, "false") : "";
        all += party % 5 == 0 && party + 2 <= last ? relationship(party, party + 2, 1555, "true") : "";
    }
    return tag("ProfileRelationships", {}, all);
}

std::string entry(int party) {
    const auto measure = [](int id, int type, const std::string& comment) {
        return tag(
            "SanctionsMeasure",
            {{"ID", number(id)}, {"SanctionsTypeID", number(type)}},
            tag("Comment", {}, comment)
                + tag(
                    "DatePeriod",
                    {{"CalendarTypeID", "1"}, {"YearFixed", "true"}, {"MonthFixed", "true"}, {"DayFixed", "true"}},
                    ""
                )
        );
    };
    const std::string listed = tag("Year", {}, number(2000 + party % 25)) + tag("Month", {}, "3") + tag("Day", {}, "2");
    return tag(
        "SanctionsEntry",
        {{"ID", number(party)}, {"ProfileID", number(party)}, {"ListID", "1550"}},
        tag("EntryEvent",
            {{"ID", number(party)}, {"EntryEventTypeID", "1"}, {"LegalBasisID", "1828"}},
            tag("Comment", {}, "") + tag("Date", {{"CalendarTypeID", "1"}}, listed))
            + measure(2 * party, 1, party % 2 == 0 ? "RUSSIA-EO14024" : "SDGT") + measure(2 * party + 1, 1705, "")
    );
}

} // namespace

std::string advancedList(int parties) {
    const int first = 1000;
    const int last = first + parties - 1;
    const auto each = [&](std::string& list, std::string_view name, std::string (*make)(int)) {
        list.append("<").append(name).append(">\n");
        for (int party = first; party <= last; ++party) {
            list += make(party);
        }
        list.append("</").append(name).append(">\n");
    };
    std::string list =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Sanctions xmlns=\"http://www.un.org/sanctions/1.0\" "
        "Version=\"3\">\n<DateOfIssue CalendarTypeID=\"1\"><Year>2026</Year><Month>1</Month><Day>1</Day>"
        "</DateOfIssue>\n"
        + referenceValueSets();
    each(list, "Locations", &location);
    each(list, "IDRegDocuments", &document);
    each(list, "DistinctParties", &distinctParty);
    list += relationships(first, last);
    each(list, "SanctionsEntries", &entry);
    return list + "</Sanctions>\n";
}

} // namespace dttot::tests
