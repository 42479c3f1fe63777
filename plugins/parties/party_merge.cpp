#include "belongings.h"
#include "party_record.h"
#include "party_store.h"

namespace parties {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view leadSql = "UPDATE parties_party SET merged_into = :into, is_active = FALSE, version = "
                                     "version + 1, updated_at = :now WHERE id = "
                                     ":from OR merged_into = :from";

/// What the one that stays has not, it takes from the other; it is whatever the other was to the company. A passport
/// comes with its nationality: another nation's number says nothing.
void complete(JsonObject& stays, const JsonObject& goes) {
    const bool isSameNation = stays.at("nationality").is_null() || stays.at("nationality") == goes.at("nationality");
    for (const auto& [name, value] : goes) {
        const std::string_view member(name.data(), name.size());
        if (member == "is_customer" || member == "is_supplier" || member == "is_employee"
            || member == "is_subscriber") {
            stays[name] = tenon::flagAt(stays, name) || tenon::flagAt(goes, name);
        } else if (member != "company_id" && stays.at(name).is_null() && (member != "passport_number" || isSameNation)) {
            stays[name] = value;
        }
    }
}

} // namespace

JsonObject
PartyStore::merge(const tenon::Caller& caller, std::string_view key, const Json& into, std::string_view reason) {
    caller.require("parties.merge");
    return _database.transaction([&] {
        const JsonObject goes = reached(caller, "parties.change", key);
        JsonObject stays;
        try {
            stays = reached(caller, "parties.change", keyOf(into));
        } catch (const tenon::NotFound&) {
            throw tenon::Invalid("into", "Refers to a record that does not exist.");
        }
        const Json from = goes.at("id");
        const Json target = stays.at("id");
        if (from == target) {
            throw tenon::Conflict("INVALID_STATE", "The party is this one already.");
        }
        if (goes.at("company_id") != stays.at("company_id")) {
            throw tenon::Invalid::coded("COMPANY_MISMATCH", {{"into", "Refers to a record that belongs elsewhere."}});
        }
        const JsonObject before = stays;
        _database.execute(
            leadSql, {{"from", from.as_int64()}, {"into", target.as_int64()}, {"now", tenon::Clock::now()}}
        );
        belongings::move(_database, from.as_int64(), target.as_int64());
        complete(stays, goes);
        JsonObject after = updated(_database, stays);
        belongings::describe(_database, after);
        tell(caller, "changed", before, after, reason);
        _app.audit().record(
            caller,
            {.action = "parties.party.merged",
             .model = "parties_party",
             .record = std::to_string(from.as_int64()),
             .before = goes,
             .after = JsonObject{{"merged_into", target}},
             .reason = std::string(reason)}
        );
        _app.publish("party.merged", {{"from", from}, {"into", target}, {"by", caller.id()}});
        return after;
    });
}

} // namespace parties
