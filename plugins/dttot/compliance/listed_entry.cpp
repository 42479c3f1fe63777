#include "compliance/listed_entry.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

namespace {

using screening::Entry;
using screening::Strength;

void forEachText(const tenon::JsonObject& record, std::string_view key, const auto& take) {
    const tenon::Json* found = record.if_contains(key);
    if (found == nullptr || !found->is_array()) {
        return;
    }
    for (const tenon::Json& item : found->get_array()) {
        if (item.is_string()) {
            take(std::string(tenon::textOf(item.get_string())));
        }
    }
}

std::vector<std::string> textsAt(const tenon::JsonObject& record, std::string_view key) {
    std::vector<std::string> texts;
    forEachText(record, key, [&](std::string text) { texts.push_back(std::move(text)); });
    return texts;
}

} // namespace

Entry entryOf(std::int64_t row, std::uint32_t list, const tenon::JsonObject& record) {
    Entry entry;
    entry.id = row;
    entry.list = list;
    entry.kind = tenon::textAt(record, "type") == "entity" ? screening::Kind::organisation : screening::Kind::person;
    const auto addName = [&entry](Strength strength) {
        return [&entry, strength](std::string name) { entry.names.push_back({std::move(name), strength}); };
    };
    addName(Strength::strong)(std::string(tenon::textAt(record, "name")));
    forEachText(record, "aliases", addName(Strength::strong));
    forEachText(record, "original_names", addName(Strength::strong));
    forEachText(record, "weak_aliases", addName(Strength::weak));
    entry.birthDates = textsAt(record, "birth_dates");
    forEachText(record, "birth_dates_from_description", [&](std::string date) {
        entry.birthDates.push_back(std::move(date));
    });
    entry.birthPlaces = textsAt(record, "birth_places");
    entry.nationalities = textsAt(record, "nationalities");
    entry.niks = textsAt(record, "nik");
    entry.passports = textsAt(record, "passports");
    return entry;
}

} // namespace dttot::compliance
