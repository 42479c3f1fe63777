#pragma once

#include "extraction/record.h"
#include "extraction/xml/xml_tree.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dttot::fields {

/// What OFAC's advanced list keeps apart from its parties, by the numbers under which these refer to it: words
/// (countries, kinds of features and documents, …), places, identity documents, measures and what profiles have to do
/// with each other. The words stand ahead of all that refers to them.
class OfacReferences {
public:
    struct Location {
        std::string address; ///< its parts with the country
        std::string country; ///< as the list writes it
    };

    struct Document {
        std::string type;
        std::string number;
        std::string country;
    };

    struct Entry {
        std::vector<std::string> programs;
        std::vector<std::string> listedOn; ///< ISO 8601
    };

    /// What a profile has to do with another one.
    struct Relationship {
        std::string type; ///< "Owned or Controlled By"
        RelatedParty::Said said = RelatedParty::Said::ofThis;
        std::string profile; ///< the other
        bool isFormer = false;
    };

    /// The names of the elements that it is made of.
    [[nodiscard]] static std::vector<std::string_view> elements();

    void add(const xml::Tree& element);

    /// The word with this number in a set named as its elements are: "FeatureType"; empty when there is none.
    [[nodiscard]] std::string_view word(std::string_view set, std::string_view id) const;

    /// "Individual", "Entity", "Vessel", "Aircraft".
    [[nodiscard]] std::string_view kindOfParty(std::string_view partySubType) const;

    [[nodiscard]] const Location& location(std::string_view id) const;
    [[nodiscard]] const std::vector<Document>& documents(std::string_view identity) const;
    [[nodiscard]] const Entry& entry(std::string_view profile) const;
    [[nodiscard]] const std::vector<Relationship>& relationships(std::string_view profile) const;

private:
    void addLocation(const xml::Tree& location);
    void addDocument(const xml::Tree& document);
    void addEntry(const xml::Tree& entry);
    void addRelationship(const xml::Tree& relationship);

    using Word = std::pair<std::string, std::string>; ///< its set and its number

    std::map<Word, std::string> _words;
    std::map<Word, std::string> _wider; ///< of an area the number of its country, of a subtype that of its type
    std::set<std::string, std::less<>> _symmetrical; ///< types of relationships that are the same from both sides
    std::map<std::string, Location, std::less<>> _locations;
    std::map<std::string, std::vector<Document>, std::less<>> _documents;         ///< by identity
    std::map<std::string, Entry, std::less<>> _entries;                           ///< by profile
    std::map<std::string, std::vector<Relationship>, std::less<>> _relationships; ///< likewise
};

/// A period as the plain form of the list writes it: "17 Aug 1943", "Aug 1943", "circa 1944", "1942 to 1944".
[[nodiscard]] std::string writtenPeriod(const xml::Tree& period);

/// A date as the list writes it in parts, as ISO 8601, as far as these are numbers; empty when it has no year.
[[nodiscard]] std::string dateOf(const xml::Tree& parts);

} // namespace dttot::fields
