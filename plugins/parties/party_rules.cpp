#include "party_rules.h"

#include "party_record.h"

#include <tenon/error.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace parties {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::textAt;

/// The ways in which another party may be like one, each by its own index.
constexpr std::string_view samePassport =
    "SELECT 1 AS rank, 'passport_number' AS likeness, id, uuid, name, company_id FROM parties_party "
    "WHERE passport_number = :passport AND nationality = :nationality AND merged_into IS NULL";
constexpr std::string_view sameCode =
    "SELECT 2 AS rank, 'code' AS likeness, id, uuid, name, company_id FROM parties_party "
    "WHERE code = :code AND coalesce(company_id, 0) = :company AND merged_into IS NULL";
constexpr std::string_view sameTaxId =
    "SELECT 3 AS rank, 'tax_id' AS likeness, id, uuid, name, company_id FROM parties_party "
    "WHERE tax_id = :tax_id AND merged_into IS NULL";
constexpr std::string_view sameNationalId =
    "SELECT 4 AS rank, 'national_id' AS likeness, id, uuid, name, company_id FROM parties_party "
    "WHERE national_id = :national_id AND merged_into IS NULL";
constexpr std::string_view samePhone =
    "SELECT 5 AS rank, 'phone' AS likeness, id, uuid, name, company_id FROM parties_party "
    "WHERE phone_key = :phone_key AND merged_into IS NULL";

/// Around them; one row for each way.
constexpr std::string_view alikeSql = "SELECT id, uuid, name, likeness FROM (";
constexpr std::string_view withinReachSql =
    ") AS alike "
    "WHERE id <> :id AND (:company = CAST(0 AS BIGINT) OR company_id IS NULL OR company_id = :company) "
    "ORDER BY id, rank LIMIT 10";

bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Letters and digits in capitals; identifiers are written with blanks and hyphens or without.
std::string identifier(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c != ' ' && c != '-' && c != '.') {
            plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
        }
    }
    return plain;
}

void keepCapitals(JsonObject& record, std::string_view name) {
    if (const std::string_view text = textAt(record, name); !text.empty()) {
        record[name] = identifier(text);
    }
}

/// Texts that say nothing are as good as none.
void keepNulls(JsonObject& record) {
    for (auto& member : record) {
        if (member.value().is_string() && member.value().get_string().empty()) {
            member.value() = nullptr;
        }
    }
}

void supplyNew(JsonObject& record) {
    for (const char* flag : {"is_customer", "is_supplier", "is_employee", "is_subscriber"}) {
        record[flag] = false;
    }
    for (const char* text :
         {"company_id",
          "name",
          "first_name",
          "last_name",
          "code",
          "tax_id",
          "national_id",
          "passport_number",
          "gender",
          "birth_date",
          "nationality",
          "birth_place",
          "email",
          "phone",
          "website",
          "language",
          "notes",
          "company_name",
          "contact_type"}) {
        record[text] = nullptr;
    }
    record["kind"] = "person";
    record["is_active"] = true;
}

/// A person's name follows its parts unless it is sent itself.
void nameByParts(JsonObject& record, const JsonObject& sent) {
    const bool hasParts = sent.contains("first_name") || sent.contains("last_name");
    if (sent.contains("name") || !hasParts) {
        return;
    }
    std::string name(textAt(record, "first_name"));
    const std::string_view last = textAt(record, "last_name");
    name.append(name.empty() || last.empty() ? "" : " ").append(last);
    if (!name.empty()) {
        record["name"] = name;
    }
}

std::vector<tenon::FieldError> faultsOf(const JsonObject& record) {
    std::vector<tenon::FieldError> faults;
    if (textAt(record, "name").empty()) {
        faults.push_back({"name", "This field is required."});
    }
    if (!std::ranges::all_of(textAt(record, "nationality"), isLetter)) {
        faults.push_back({"nationality", "Must be two letters of ISO 3166 such as BD."});
    }
    if (textAt(record, "birth_date") > tenon::Clock::now().text().substr(0, 10)) {
        faults.push_back({"birth_date", "Lies in the future."});
    }
    const bool hasPassport = !textAt(record, "passport_number").empty();
    if (hasPassport && textAt(record, "nationality").empty()) {
        faults.push_back({"nationality", "A passport needs the nationality."});
    }
    return faults;
}

/// The question for parties that are like one, in the ways for which it has something to compare; a database plans
/// anew for each question that asks for more.
class AlikeQuestion {
public:
    AlikeQuestion(std::int64_t id, std::int64_t company) : _params{{"id", id}, {"company", company}} {}

    void ask(std::string_view way, std::initializer_list<std::pair<std::string_view, std::string_view>> keys) {
        if (std::ranges::any_of(keys, [](const auto& key) { return key.second.empty(); })) {
            return;
        }
        _sql.append(_sql.empty() ? alikeSql : " UNION ALL ").append(way);
        for (const auto& [name, text] : keys) {
            _params.push_back({name, text});
        }
    }

    void each(tenon::Database& database, const tenon::Database::Visitor& visit) const {
        if (!_sql.empty()) {
            database.run(std::string(_sql).append(withinReachSql), _params, visit);
        }
    }

private:
    std::string _sql;
    std::vector<tenon::Param> _params;
};

} // namespace

JsonObject accepted(const JsonObject& before, const JsonObject& sent) {
    JsonObject record = before;
    if (before.empty()) {
        supplyNew(record);
    }
    for (const auto& [name, value] : sent) {
        if (record.contains(name)) {
            record[name] = value;
        }
    }
    keepNulls(record);
    nameByParts(record, sent);
    for (const char* name : {"passport_number", "national_id", "nationality"}) {
        keepCapitals(record, name);
    }
    if (auto faults = faultsOf(record); !faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    return record;
}

void requireUnique(tenon::Database& database, const JsonObject& record, Duplicates duplicates) {
    const Json* id = record.if_contains("id");
    const Json& company = record.at("company_id");
    const std::string key = phoneKey(textAt(record, "phone"));
    AlikeQuestion question(id != nullptr ? id->as_int64() : 0, company.is_int64() ? company.get_int64() : 0);
    question.ask(
        samePassport, {{"passport", textAt(record, "passport_number")}, {"nationality", textAt(record, "nationality")}}
    );
    question.ask(sameCode, {{"code", textAt(record, "code")}});
    if (duplicates == Duplicates::Refuse) {
        question.ask(sameTaxId, {{"tax_id", textAt(record, "tax_id")}});
        question.ask(sameNationalId, {{"national_id", textAt(record, "national_id")}});
        question.ask(samePhone, {{"phone_key", key}});
    }
    JsonArray alike;
    JsonObject details;
    std::int64_t last = 0; // A party that is like this one in several ways is told once.
    question.each(database, [&](const tenon::Row& row) {
        if (row.integer(0) != std::exchange(last, row.integer(0))) {
            alike.push_back(
                {{"id", row.integer(0)}, {"uuid", row.text(1)}, {"name", row.text(2)}, {"field", row.text(3)}}
            );
        }
        details[row.text(3)] = JsonArray{"Another party has the same."};
    });
    if (!alike.empty()) {
        details["duplicates"] = std::move(alike);
        throw tenon::Conflict("DUPLICATE", "There is a party like this one already.", std::move(details));
    }
}

} // namespace parties
