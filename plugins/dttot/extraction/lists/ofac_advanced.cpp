/// The lists of the US Office of Foreign Assets Control in their advanced form: sdn_advanced.xml and cons_advanced.xml.
/// What a party is said to be stands in several places that refer to each other by numbers, some of them behind the
/// parties. So the document is read twice: for what is referred to, which is also the names of other parties, then for
/// the parties.

#include "extraction/fields/listed_values.h"
#include "extraction/fields/ofac_list.h"
#include "extraction/fields/ofac_references.h"
#include "extraction/text.h"
#include "extraction/xml/xml_elements.h"
#include "extraction/xml/xml_records.h"
#include "extraction/xml/xml_source.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

namespace dttot::lists {

namespace {

using fields::OfacReferences;
using xml::Tree;

bool recognises(const Sample& sample) {
    return xml::rootOf(sample.head) == "Sanctions" && sample.head.find("ReferenceValueSets") != std::string::npos;
}

/// In which order the parts of a name are spoken; those that are not named here are the name itself.
int rankOf(std::string_view partType) {
    constexpr std::pair<std::string_view, int> ranks[] = {
        {"first name", -3}, {"middle name", -2}, {"patronymic", -1}, {"matronymic", 1}, {"maiden name", 2}};
    const std::string type = text::lower(partType);
    const auto* found = std::ranges::find(ranks, std::string_view(type), &std::pair<std::string_view, int>::first);
    return found == std::end(ranks) ? 0 : found->second;
}

/// What parties are called, by their profiles, for those that have something to do with them.
class PartyNames {
public:
    struct Party {
        std::string code;
        std::string name;
    };

    void add(const Tree& party, const std::string& name) {
        party.each("Profile", [&](const Tree& profile) {
            _byProfile.emplace(profile.attribute("ID"), Party{std::string(party.attribute("FixedRef")), name});
        });
    }

    /// A profile that the list does not have is known by its number.
    [[nodiscard]] Party of(const std::string& profile) const {
        const auto found = _byProfile.find(profile);
        return found == _byProfile.end() ? Party{profile, {}} : found->second;
    }

private:
    std::map<std::string, Party, std::less<>> _byProfile;
};

struct SpokenName {
    std::string text;
    bool isLatin = true;
};

/// Makes records of parties.
class Parties {
public:
    Parties(const OfacReferences& references, const PartyNames& names) : _references(references), _names(names) {}

    [[nodiscard]] std::string nameOf(const Tree& party) const {
        Record record;
        party.each("Profile/Identity", [&](const Tree& identity) { addNames(record, identity); });
        return record.name;
    }

    [[nodiscard]] Record recordOf(const Tree& party) const {
        Record record;
        record.kodeDensus = party.attribute("FixedRef");
        record.element = fields::joinedBy(" ", {party.name, party.attribute("FixedRef")});
        std::string_view kind;
        party.each("Profile", [&](const Tree& profile) {
            kind = _references.kindOfParty(profile.attribute("PartySubTypeID"));
            profile.each("Identity", [&](const Tree& identity) {
                addNames(record, identity);
                addDocuments(record, identity);
            });
            const OfacReferences::Entry& entry = _references.entry(profile.attribute("ID"));
            addAll(record.programs, entry.programs);
            addAll(record.listedOn, entry.listedOn);
            addFeatures(record, profile);
            addRelatedParties(record, profile.attribute("ID"));
        });
        record.type = kind == "Individual" ? SubjectType::person : SubjectType::entity;
        addRemarks(record, party, kind);
        noteMissingName(record);
        return record;
    }

private:
    static void addAll(std::vector<std::string>& to, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            text::addUnique(to, value);
        }
    }

    void addNames(Record& record, const Tree& identity) const {
        std::map<std::string_view, std::string_view> types; // of the groups that name parts belong to
        identity.each("NamePartGroups/MasterNamePartGroup/NamePartGroup", [&](const Tree& group) {
            types[group.attribute("ID")] = _references.word("NamePartType", group.attribute("NamePartTypeID"));
        });
        identity.each("Alias", [&](const Tree& alias) {
            alias.each("DocumentedName", [&](const Tree& documented) {
                addName(record, alias, spokenName(documented, types));
            });
        });
    }

    void addDocuments(Record& record, const Tree& identity) const {
        for (const OfacReferences::Document& document : _references.documents(identity.attribute("ID"))) {
            fields::addDocument(record, document.type, document.number, document.country);
        }
    }

    void addRelatedParties(Record& record, std::string_view profile) const {
        for (const OfacReferences::Relationship& each : _references.relationships(profile)) {
            PartyNames::Party other = _names.of(each.profile);
            record.relatedParties.push_back(
                {.relation = each.type,
                 .said = each.said,
                 .code = std::move(other.code),
                 .name = std::move(other.name),
                 .isFormer = each.isFormer}
            );
        }
    }

    [[nodiscard]] SpokenName
    spokenName(const Tree& documented, const std::map<std::string_view, std::string_view>& types) const {
        SpokenName name;
        std::vector<std::pair<int, std::string_view>> parts;
        documented.each("DocumentedNamePart/NamePartValue", [&](const Tree& part) {
            const auto type = types.find(part.attribute("NamePartGroupID"));
            parts.emplace_back(rankOf(type == types.end() ? std::string_view() : type->second), part.text);
            const std::string_view script = _references.word("Script", part.attribute("ScriptID"));
            name.isLatin = name.isLatin && (script.empty() || script == "Latin");
        });
        std::ranges::stable_sort(parts, {}, &std::pair<int, std::string_view>::first);
        for (const auto& [rank, text] : parts) {
            name.text.append(name.text.empty() ? "" : " ").append(text);
        }
        return name;
    }

    static void addName(Record& record, const Tree& alias, SpokenName&& name) {
        if (name.text.empty()) {
            return;
        }
        if (!name.isLatin) {
            text::addUnique(record.originalNames, std::move(name.text));
        } else if (record.name.empty() && alias.attribute("Primary") == "true") {
            record.name = std::move(name.text);
        } else {
            const bool isWeak = alias.attribute("LowQuality") == "true";
            text::addUnique(isWeak ? record.weakAliases : record.aliases, std::move(name.text));
        }
    }

    [[nodiscard]] std::string_view typeOf(const Tree& feature) const {
        return _references.word("FeatureType", feature.attribute("FeatureTypeID"));
    }

    void addFeatures(Record& record, const Tree& profile) const {
        profile.each("Feature", [&](const Tree& feature) {
            const std::string_view type = typeOf(feature);
            feature.each("FeatureVersion", [&](const Tree& version) { addFeature(record, type, version); });
        });
    }

    void addFeature(Record& record, std::string_view type, const Tree& version) const {
        const OfacReferences::Location& location = locationOf(version);
        if (type == "Birthdate") {
            fields::addBirthDates(record, detailOf(version));
        } else if (type == "Place of Birth") {
            const std::string place = detailOf(version);
            text::addUnique(record.birthPlaces, place.empty() ? location.address : place);
        } else if (type == "Nationality Country" || type == "Citizenship Country") {
            const std::string country = location.country.empty() ? detailOf(version) : location.country;
            if (!country.empty()) {
                fields::addNationality(record, country);
            }
        } else if (type == "Location") {
            text::addUnique(record.addresses, location.address);
        } else if (!isRemark(type)) {
            // Like the plain form, which has what else is known of a party among its numbers.
            const std::string detail = detailOf(version);
            fields::addDocument(record, type, detail.empty() ? location.address : detail, {});
        }
    }

    [[nodiscard]] const OfacReferences::Location& locationOf(const Tree& version) const {
        const Tree* location = version.child("VersionLocation");
        return _references.location(location == nullptr ? std::string_view() : location->attribute("LocationID"));
    }

    /// The text of a feature, the word that it refers to, or its date as the plain form writes it.
    [[nodiscard]] std::string detailOf(const Tree& version) const {
        if (const Tree* period = version.child("DatePeriod")) {
            return fields::writtenPeriod(*period);
        }
        const Tree* detail = version.child("VersionDetail");
        if (detail == nullptr) {
            return {};
        }
        const std::string_view word = _references.word("DetailReference", detail->attribute("DetailReferenceID"));
        return word.empty() ? detail->text : std::string(word);
    }

    using Remark = std::pair<std::string_view, std::string_view>;

    /// The features that are told in the description, in lower case, and what they are called there.
    static constexpr std::array<Remark, 8> remarks{
        {{"vessel call sign", "Call sign"},
         {"vessel type", "Vessel type"},
         {"vessel tonnage", "Tonnage"},
         {"vessel gross tonnage", "Gross tonnage"},
         {"vessel gross registered tonnage", "Gross tonnage"},
         {"vessel flag", "Flag"},
         {"vessel owner", "Owner"},
         {"title", "Title"}}};

    static bool isRemark(std::string_view feature) {
        return std::ranges::find(remarks, std::string_view(text::lower(feature)), &Remark::first) != remarks.end();
    }

    void addRemarks(Record& record, const Tree& party, std::string_view kind) const {
        if (kind != "Individual" && kind != "Entity") {
            fields::addRemark(record, "Kind", kind);
        }
        for (const auto& [name, label] : remarks) {
            party.each("Profile/Feature", [&](const Tree& feature) {
                if (text::lower(typeOf(feature)) == name) {
                    feature.each("FeatureVersion", [&](const Tree& version) {
                        const std::string detail = detailOf(version);
                        fields::addRemark(record, label, detail.empty() ? locationOf(version).country : detail);
                    });
                }
            });
        }
        fields::addRemark(record, "", party.at("Comment"));
    }

    const OfacReferences& _references;
    const PartyNames& _names;
};

Summary read(const Source& source, Listener& listener) {
    OfacReferences references;
    PartyNames names;
    const Parties parties(references, names);
    std::vector<std::string_view> elements = OfacReferences::elements();
    elements.emplace_back("DistinctParty");
    xml::forEachElement(source, elements, [&](const Tree& element) {
        if (element.name == "DistinctParty") {
            names.add(element, parties.nameOf(element));
        } else {
            references.add(element);
        }
    });
    return xml::readRecords(
        source, {"DistinctParty"}, [&](const Tree& party) { return parties.recordOf(party); }, listener
    );
}

} // namespace

const ListFormat& ofac_advanced() {
    static constexpr ListFormat format{
        .id = 7,
        .name = "ofac-advanced",
        .version = "1.1",
        .title = "OFAC's lists in the advanced form: sdn_advanced.xml, cons_advanced.xml",
        .formats = "xml zip",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &fields::ofacListOf,
        .readTable = nullptr,
        .readDocument = &read,
    };
    return format;
}

} // namespace dttot::lists
