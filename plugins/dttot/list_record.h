#pragma once

#include <tenon/json.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A record as JSON: what the extraction finds about one subject, what the database keeps and what clients read.
namespace dttot {

/// The members of a record in the order of lists and exports.
inline constexpr std::array<std::string_view, 18> recordKeys{
    "kode_densus",
    "type",
    "name",
    "aliases",
    "birth_dates",
    "birth_places",
    "nationalities",
    "nik",
    "nik_malformed",
    "related_nik",
    "passports",
    "kk",
    "npwp",
    "phones",
    "addresses",
    "description",
    "source_row",
    "issues",
};

/// What only some lists say; a record has these members where they say something.
inline constexpr std::array<std::string_view, 6> furtherKeys{
    "weak_aliases",    ///< names that the list itself calls doubtful
    "original_names",  ///< in the script they come from
    "documents",       ///< {"type", "number", "country"}; passports stand in `passports` as well
    "programs",        ///< the measures that the subject is listed under
    "listed_on",       ///< texts, latest last
    "related_parties", ///< {"relation", "said_of", "code", "name", "former"}
};

/// The record with every member of `recordKeys` in its place and with the right type, then
/// `birth_dates_from_description`, those of `furtherKeys` that say something, `original`, and where in its document it
/// stands: `sheet`, `page` or `element`. The years of both lists of dates count for filters and figures.
[[nodiscard]] tenon::JsonObject completed(const tenon::JsonObject& record);

/// A record ready to be stored: its JSON and what filters, figures and searches need of it.
struct StoredRecord {
    std::string json;
    std::string kodeDensus;
    std::string type;
    std::string nationality;    ///< the first one, empty when there is none
    std::string nationalities;  ///< " ID PK "
    std::int64_t birthYear = 0; ///< the first one, 0 when there is none
    std::string birthYears;     ///< " 1973 1974 "
    std::int64_t issueCount = 0;
    std::string sourcePlace;      ///< sheet and row in the document, empty when unknown
    std::int64_t fingerprint = 0; ///< equal for equal JSON
    std::int64_t content = 0;     ///< equal for records that say the same of their subject, wherever they stand

    std::vector<std::string> names;       ///< name and aliases, folded
    std::vector<std::string> words;       ///< of the names, spelled, each once
    std::vector<std::string> identifiers; ///< compacted, each once
};

[[nodiscard]] StoredRecord stored(const tenon::JsonObject& completeRecord);

/// The years that an EDTF date may mean: one for a day, month or year, all for an interval of at most 20 years, else
/// its ends.
[[nodiscard]] std::vector<int> yearsOf(std::string_view edtf);

} // namespace dttot
