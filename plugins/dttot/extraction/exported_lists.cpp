#include "extraction/exported_lists.h"

#include "extraction/fields/identities.h"
#include "extraction/fields/list_items.h"
#include "extraction/text.h"

#include <algorithm>
#include <utility>

namespace dttot {

namespace {

using layout::Column;

std::vector<std::string>* listOf(Record& record, Column column) {
    switch (column) {
    case Column::alias:
        return &record.aliases;
    case Column::birthPlace:
        return &record.birthPlaces;
    case Column::address:
        return &record.addresses;
    case Column::nik:
        return &record.nik;
    case Column::nikMalformed:
        return &record.nikMalformed;
    case Column::relatedNik:
        return &record.relatedNik;
    case Column::kk:
        return &record.kk;
    case Column::passport:
        return &record.passports;
    case Column::npwp:
        return &record.npwp;
    case Column::phone:
        return &record.phones;
    default:
        return nullptr;
    }
}

/// What only some lists say stands in columns that no other table has.
std::vector<std::string>* furtherListOf(Record& record, std::string_view header) {
    return header == "weak_aliases"     ? &record.weakAliases
           : header == "original_names" ? &record.originalNames
           : header == "programs"       ? &record.programs
           : header == "listed_on"      ? &record.listedOn
                                        : nullptr;
}

void takeItems(std::vector<std::string>* list, std::string_view cell) {
    if (list != nullptr) {
        for (std::string& item : fields::exportedItems(cell)) {
            text::addUnique(*list, std::move(item));
        }
    }
}

bool holdsNumber(const Record& record, const std::string& written) {
    const std::string number = text::compact(written);
    const auto lists = {&record.nik, &record.nikMalformed, &record.relatedNik, &record.kk, &record.passports};
    return std::ranges::any_of(lists, [&number](const std::vector<std::string>* list) {
        return std::ranges::any_of(*list, [&number](const std::string& item) { return text::compact(item) == number; });
    });
}

} // namespace

void readExportedLists(Record& record, const layout::RawRecord& raw) {
    record.name = text::oneLine(raw.textOf(Column::name));
    for (const layout::Part& part : raw.parts) {
        takeItems(listOf(record, part.column), part.text);
    }
    for (const auto& [header, cell] : raw.original) {
        takeItems(furtherListOf(record, header), cell);
    }
}

void addIssuesOfNumbers(Record& record, const std::vector<std::string>& statements) {
    Record described;
    described.name = record.name;
    described.aliases = record.aliases;
    fields::addIdentities(described, statements);
    for (Issue& issue : described.issues) {
        if (holdsNumber(record, issue.text)) {
            record.issues.push_back(std::move(issue));
        }
    }
    for (const std::string& number : record.nikMalformed) {
        if (std::ranges::find(record.issues, number, &Issue::text) == record.issues.end()) {
            record.issues.push_back({"nik", "nik.malformed", "A NIK has 16 digits and no letter.", number});
        }
    }
}

} // namespace dttot
