#include "extraction/record_table.h"

namespace dttot {

namespace {

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) {
        all.append(all.empty() ? "" : "; ").append(text);
    }
    return all;
}

} // namespace

std::vector<std::string> RecordTable::columns() {
    return {
        "kode_densus",
        "type",
        "name",
        "aliases",
        "weak_aliases",
        "birth_dates",
        "birth_places",
        "nationalities",
        "passports",
        "addresses",
        "programs",
        "description"};
}

void RecordTable::record(const Record& record, std::uint64_t, const std::string&) {
    const std::uint64_t number = _records++;
    if (number < _offset || number - _offset >= _limit) {
        return;
    }
    _onRow(
        {record.kodeDensus,
         record.type == SubjectType::person ? "person" : "entity",
         record.name,
         joined(record.aliases),
         joined(record.weakAliases),
         joined(record.birthDates),
         joined(record.birthPlaces),
         joined(record.nationalities),
         joined(record.passports),
         joined(record.addresses),
         joined(record.programs),
         record.description}
    );
}

} // namespace dttot
