#include "party_store.h"

#include "belongings.h"
#include "party_list.h"
#include "party_record.h"
#include "party_rules.h"

#include <tenon/among.h>

#include <algorithm>

namespace parties {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view lockSql = "UPDATE parties_party SET updated_at = updated_at WHERE id = :id";
constexpr std::string_view selectNames =
    "SELECT p.id, COALESCE((SELECT m.name FROM parties_party m WHERE m.id = p.merged_into), p.name) "
    "FROM parties_party p WHERE ";
constexpr std::string_view codedSql =
    "SELECT id FROM parties_party WHERE (company_id = :company OR company_id IS NULL) "
    "AND code = :code AND merged_into IS NULL AND is_active ORDER BY company_id NULLS "
    "LAST, id LIMIT 1";
constexpr std::string_view removeSql = "DELETE FROM parties_party WHERE id = :id";

std::string_view giveSql(PartyRole role) {
    switch (role) {
    case PartyRole::Customer:
        return "UPDATE parties_party SET is_customer = TRUE, version = version + 1 WHERE id = :id AND NOT is_customer";
    case PartyRole::Supplier:
        return "UPDATE parties_party SET is_supplier = TRUE, version = version + 1 WHERE id = :id AND NOT is_supplier";
    case PartyRole::Employee:
        return "UPDATE parties_party SET is_employee = TRUE, version = version + 1 WHERE id = :id AND NOT is_employee";
    case PartyRole::Subscriber:
        return "UPDATE parties_party SET is_subscriber = TRUE, version = version + 1 WHERE id = :id AND NOT "
               "is_subscriber";
    }
    return {};
}

bool isNumber(std::string_view text) {
    return !text.empty() && text.size() < 19 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return lower;
}

/// Rows of the companies within reach, own ones, and those that all companies share; to change these, one reaches all.
tenon::Condition reachOf(const tenon::Caller& caller, std::string_view permission) {
    const tenon::Scope scope = caller.scopeOf(permission);
    tenon::Condition reach = scope.on({.owner = "created_by", .places = {{"company", "company_id"}}});
    if (!reach.sql.empty() && !scope.isNothing() && permission == "parties.view") {
        reach.sql.insert(0, "company_id IS NULL OR ");
    }
    return reach;
}

bool isTrue(const JsonObject& object, std::string_view name) { return tenon::flagAt(object, name); }

Duplicates duplicatesIn(const JsonObject& sent) {
    return isTrue(sent, "allow_duplicate") ? Duplicates::Allow : Duplicates::Refuse;
}

} // namespace

std::optional<JsonObject> PartyStore::stored(std::string_view key, Merged merged, const tenon::Condition& reach) {
    const std::string uuid = lowerCase(key);
    std::string match = isNumber(key) ? "id = CAST(:key AS BIGINT)" : "uuid = :key";
    if (merged == Merged::Follow) {
        match = "(" + match + " AND merged_into IS NULL) OR id = (SELECT merged_into FROM parties_party WHERE " + match
                + ")";
    }
    std::string sql = "SELECT ";
    sql.append(partyColumns()).append(" FROM parties_party WHERE (").append(match).append(")");
    if (!reach.sql.empty()) {
        sql.append(" AND (").append(reach.sql).append(")");
    }
    std::vector<tenon::Param> params = reach.params();
    params.push_back({"key", uuid});
    std::optional<JsonObject> record;
    _database.run(sql, params, [&](const tenon::Row& row) { record = recordOf(row); });
    return record;
}

JsonObject PartyStore::reached(const tenon::Caller& caller, std::string_view permission, std::string_view key) {
    caller.require(permission);
    auto record = stored(key, Merged::Follow, reachOf(caller, permission));
    if (!record && permission != "parties.view" && stored(key, Merged::Follow, reachOf(caller, "parties.view"))) {
        throw tenon::Forbidden();
    }
    if (!record) {
        throw tenon::NotFound();
    }
    return std::move(*record);
}

std::optional<Party> PartyStore::find(std::int64_t id) {
    const auto record = stored(std::to_string(id), Merged::Follow);
    return record ? std::optional(partyOf(*record)) : std::nullopt;
}

std::map<std::int64_t, std::string> PartyStore::names(std::span<const std::int64_t> ids) {
    const tenon::Condition wanted = tenon::among("p.id", ids);
    std::map<std::int64_t, std::string> names;
    _database.run(std::string(selectNames).append(wanted.sql), wanted.params(), [&](const tenon::Row& row) {
        names.emplace(row.integer(0), row.text(1));
    });
    return names;
}

std::optional<Party> PartyStore::coded(std::int64_t company, std::string_view code) {
    const auto id = _database.value<std::int64_t>(codedSql, {{"company", company}, {"code", code}});
    return id ? find(*id) : std::nullopt;
}

Party PartyStore::referred(std::int64_t company, const Json& key, std::string_view field) {
    const auto record = stored(keyOf(key), Merged::Follow);
    if (!record || !isTrue(*record, "is_active")) {
        throw tenon::Invalid(std::string(field), "Refers to a record that does not exist.");
    }
    Party party = partyOf(*record);
    if (party.companyId && *party.companyId != company) {
        throw tenon::Invalid::coded(
            "COMPANY_MISMATCH", {{std::string(field), "Refers to a record that belongs elsewhere."}}
        );
    }
    return party;
}

void PartyStore::lock(std::int64_t id) {
    if (_database.execute(lockSql, {{"id", id}}) == 0) {
        throw tenon::NotFound();
    }
}

void PartyStore::give(std::int64_t id, PartyRole role) { _database.execute(giveSql(role), {{"id", id}}); }

std::optional<Block> PartyStore::blocked(const Party& party) {
    const auto screening = _screening();
    return screening ? screening->blocked(party) : std::nullopt;
}

void PartyStore::requireUnblocked(const Party& party) {
    if (auto block = blocked(party)) {
        throw tenon::Forbidden(std::move(block->code), std::move(block->reason));
    }
}

JsonObject PartyStore::read(const tenon::Caller& caller, std::string_view key) {
    JsonObject record = reached(caller, "parties.view", key);
    belongings::describe(_database, record);
    return record;
}

tenon::Page PartyStore::list(const tenon::Caller& caller, const JsonObject& filter, const tenon::Paging& paging) {
    caller.require("parties.view");
    const Json* named = filter.if_contains("company_id");
    std::optional<std::int64_t> company;
    if (named != nullptr && !named->is_null()) {
        company = _companies->currentId(caller, "parties.view", *named);
    }
    return listed(_database, reachOf(caller, "parties.view"), filter, company, paging);
}

std::optional<std::int64_t>
PartyStore::companyNamed(const tenon::Caller& caller, std::string_view permission, const JsonObject& party) {
    if (isTrue(party, "shared")) {
        if (!caller.scopeOf(permission).isAll) {
            throw tenon::Invalid("shared", "Only who acts in all companies shares a party among them.");
        }
        return std::nullopt;
    }
    const Json* named = party.if_contains("company_id");
    return _companies->currentId(caller, permission, named != nullptr ? *named : Json(nullptr));
}

JsonObject PartyStore::add(const tenon::Caller& caller, const JsonObject& party) {
    caller.require("parties.add");
    return _database.transaction([&] {
        JsonObject sent = party;
        if (const auto company = companyNamed(caller, "parties.add", party)) {
            sent["company_id"] = *company;
        } else {
            sent["company_id"] = nullptr;
        }
        JsonObject record = accepted({}, sent);
        record["created_by"] = caller.id();
        requireUnique(_database, record, duplicatesIn(party));
        JsonObject after = inserted(_database, record);
        belongings::add(_database, after, sent);
        tell(caller, "created", nullptr, after);
        return after;
    });
}

JsonObject PartyStore::change(const tenon::Caller& caller, std::string_view key, const JsonObject& changes) {
    return _database.transaction([&] {
        JsonObject before = reached(caller, "parties.change", key);
        JsonObject sent = changes;
        const bool changesShared = sent.contains("shared") && isTrue(sent, "shared") != isTrue(before, "shared");
        if (changesShared) {
            const auto company = companyNamed(caller, "parties.change", sent);
            sent["company_id"] = company ? Json(*company) : Json(nullptr);
        } else {
            const Json* named = sent.if_contains("company_id");
            if (named != nullptr && !named->is_null()
                && Json(_companies->currentId(caller, "parties.change", *named)) != before.at("company_id")) {
                throw tenon::Invalid("company_id", "Cannot be changed.");
            }
            sent.erase("company_id");
        }
        JsonObject record = accepted(before, sent);
        requireUnique(_database, record, duplicatesIn(changes));
        belongings::describe(_database, before);
        JsonObject after = updated(_database, record);
        belongings::replace(_database, after.at("id").as_int64(), sent);
        belongings::describe(_database, after);
        tell(caller, "changed", before, after);
        return after;
    });
}

void PartyStore::remove(const tenon::Caller& caller, std::string_view key) {
    _database.transaction([&] {
        JsonObject before = reached(caller, "parties.delete", key);
        belongings::describe(_database, before);
        const std::int64_t id = before.at("id").as_int64();
        belongings::remove(_database, id);
        try {
            _database.execute(removeSql, {{"id", id}});
        } catch (const tenon::DatabaseError& error) {
            if (error.kind() == tenon::DatabaseError::Kind::ForeignKey) {
                throw tenon::Conflict("IN_USE", "Other records refer to this one.");
            }
            throw;
        }
        tell(caller, "deleted", before, nullptr);
    });
}

void PartyStore::tell(
    const tenon::Caller& caller, std::string_view verb, const Json& before, const Json& after, std::string_view reason
) {
    const JsonObject& record = (after.is_null() ? before : after).as_object();
    _app.audit().record(
        caller,
        {.action = "parties.party." + std::string(verb),
         .model = "parties_party",
         .record = std::to_string(record.at("id").as_int64()),
         .before = before,
         .after = after,
         .reason = std::string(reason)}
    );
    _app.publish(
        "party." + std::string(verb),
        {{"id", record.at("id")},
         {"version", record.at("version")},
         {"company_id", record.at("company_id")},
         {"by", caller.id()}}
    );
}

} // namespace parties
