#include "extraction/record.h"

#include <boost/json/array.hpp>

#include <string_view>
#include <utility>

namespace dttot {

namespace {

namespace json = boost::json;

json::array listOf(const std::vector<std::string>& values) { return json::array(values.begin(), values.end()); }

json::array issuesOf(const Issues& issues) {
    json::array list;
    list.reserve(issues.size());
    for (const Issue& issue : issues) {
        list.push_back(json::object{
            {"field", issue.field}, {"code", issue.code}, {"message", issue.message}, {"text", issue.text}});
    }
    return list;
}

json::object originalOf(const std::vector<std::pair<std::string, std::string>>& cells) {
    json::object original;
    for (const auto& [header, text] : cells) {
        original[header] = text;
    }
    return original;
}

json::array documentsOf(const std::vector<IdentityDocument>& documents) {
    json::array list;
    for (const IdentityDocument& document : documents) {
        list.push_back(json::object{{"type", document.type}, {"number", document.number}, {"country", document.country}}
        );
    }
    return list;
}

std::string_view nameOf(RelatedParty::Said said) {
    return said == RelatedParty::Said::ofThis ? "this" : said == RelatedParty::Said::ofOther ? "other" : "both";
}

json::array relatedOf(const std::vector<RelatedParty>& parties) {
    json::array list;
    for (const RelatedParty& party : parties) {
        list.push_back(json::object{
            {"relation", party.relation},
            {"said_of", nameOf(party.said)},
            {"code", party.code},
            {"name", party.name},
            {"former", party.isFormer}});
    }
    return list;
}

void addFurther(json::object& out, const Record& record) {
    const auto add = [&out](const char* key, json::array&& list) {
        if (!list.empty()) {
            out[key] = std::move(list);
        }
    };
    add("weak_aliases", listOf(record.weakAliases));
    add("original_names", listOf(record.originalNames));
    add("documents", documentsOf(record.documents));
    add("programs", listOf(record.programs));
    add("listed_on", listOf(record.listedOn));
    add("related_parties", relatedOf(record.relatedParties));
    if (record.page > 0) {
        out["page"] = record.page;
    }
    if (!record.element.empty()) {
        out["element"] = record.element;
    }
}

} // namespace

void noteMissingName(Record& record) {
    if (record.name.empty()) {
        record.issues.push_back({"name", "name.missing", "The record has no name.", ""});
    }
}

json::object jsonOf(const Record& record) {
    json::object out{
        {"kode_densus", record.kodeDensus},
        {"type", record.type == SubjectType::person ? "person" : "entity"},
        {"name", record.name},
        {"aliases", listOf(record.aliases)},
        {"birth_dates", listOf(record.birthDates)},
        {"birth_dates_from_description", listOf(record.birthDatesFromDescription)},
        {"birth_places", listOf(record.birthPlaces)},
        {"nationalities", listOf(record.nationalities)},
        {"nik", listOf(record.nik)},
        {"nik_malformed", listOf(record.nikMalformed)},
        {"related_nik", listOf(record.relatedNik)},
        {"passports", listOf(record.passports)},
        {"kk", listOf(record.kk)},
        {"npwp", listOf(record.npwp)},
        {"phones", listOf(record.phones)},
        {"addresses", listOf(record.addresses)},
        {"description", record.description},
        {"source_row", record.sourceRow},
        {"issues", issuesOf(record.issues)},
        {"original", originalOf(record.original)},
    };
    addFurther(out, record);
    return out;
}

} // namespace dttot
