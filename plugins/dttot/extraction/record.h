#pragma once

#include "extraction/issue.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dttot {

enum class SubjectType { person, entity };

/// An identity document of whatever kind.
struct IdentityDocument {
    std::string type; ///< as the list calls it
    std::string number;
    std::string country; ///< ISO 3166-1 alpha-2, or as the list writes it
};

/// Another subject of the same list to whom this one has something to do with.
struct RelatedParty {
    /// Whom the list's words are said of: of this subject ("owned by" the other), of the other ("owned by" this one),
    /// or of both alike.
    enum class Said { ofThis, ofOther, ofBoth };

    std::string relation; ///< as the list words it: "Owned or Controlled By"
    Said said = Said::ofThis;
    std::string code; ///< which the list gives the other
    std::string name; ///< of the other; empty when the list does not have him
    bool isFormer = false;
};

/// One subject of a list, in the terms of the list and with every value normalised.
struct Record {
    std::string kodeDensus; ///< AAA-NNN, or the code that another list gives the subject; never unique on its own
    SubjectType type = SubjectType::person;
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> birthDates;                ///< EDTF: YYYY-MM-DD, YYYY-MM, YYYY, YYYY~, A/B
    std::vector<std::string> birthDatesFromDescription; ///< likewise, those that stand in the description
    std::vector<std::string> birthPlaces;
    std::vector<std::string> nationalities; ///< ISO 3166-1 alpha-2
    std::vector<std::string> nik;           ///< 16 digits, the subject's own
    std::vector<std::string> nikMalformed;  ///< as written: 15 or 17 digits, or a letter inside
    std::vector<std::string> relatedNik;    ///< of a spouse, child or another person
    std::vector<std::string> passports;
    std::vector<std::string> kk;
    std::vector<std::string> npwp;
    std::vector<std::string> phones;
    std::vector<std::string> addresses;
    std::string description; ///< the original text, trimmed
    std::uint64_t sourceRow = 0;
    unsigned page = 0; ///< where the document has pages
    Issues issues;
    std::vector<std::pair<std::string, std::string>> original; ///< header and cell text as they stand in the document

    // What only some lists say.
    std::vector<std::string> weakAliases;   ///< names that the list itself calls doubtful
    std::vector<std::string> originalNames; ///< in the script they come from
    std::vector<IdentityDocument> documents;
    std::vector<std::string> programs; ///< the measures that the subject is listed under
    std::vector<std::string> listedOn; ///< ISO 8601: when it was listed, then when its entry changed
    std::vector<RelatedParty> relatedParties;
    std::string element; ///< where the document has it, by what an XML element is called: "INDIVIDUAL 7"
};

/// Adds an issue to a record without a name.
void noteMissingName(Record& record);

/// The record as it travels to the server: snake_case keys, one object for the original cells. What only some lists say
/// is left out where it says nothing.
[[nodiscard]] boost::json::object jsonOf(const Record& record);

} // namespace dttot
