#include "party_record.h"

#include <tenon/random.h>

#include <array>
#include <vector>

namespace parties {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::Param;
using tenon::Value;

constexpr std::string_view columnsSql =
    "id, uuid, version, company_id, kind, name, first_name, last_name, code, is_customer, is_supplier, "
    "is_employee, is_subscriber, tax_id, national_id, passport_number, nationality, gender, birth_date, "
    "birth_place, email, phone, website, language, company_name, contact_type, notes, is_active, "
    "created_by, created_at, updated_at";
constexpr std::string_view insertSql =
    "INSERT INTO parties_party (uuid, version, created_at, updated_at, created_by, phone_key, company_id, "
    "kind, name, first_name, last_name, code, is_customer, is_supplier, is_employee, is_subscriber, "
    "tax_id, national_id, passport_number, nationality, gender, birth_date, birth_place, email, phone, "
    "website, language, company_name, contact_type, notes, is_active) VALUES (:uuid, 1, :now, :now, "
    ":created_by, :phone_key, :company_id, :kind, :name, :first_name, :last_name, :code, :is_customer, "
    ":is_supplier, :is_employee, :is_subscriber, :tax_id, :national_id, :passport_number, :nationality, "
    ":gender, :birth_date, :birth_place, :email, :phone, :website, :language, :company_name, "
    ":contact_type, :notes, :is_active) RETURNING id, uuid, version, created_at, updated_at";
constexpr std::string_view updateSql =
    "UPDATE parties_party SET version = version + 1, updated_at = :now, phone_key = :phone_key, "
    "company_id = :company_id, kind = :kind, name = :name, first_name = :first_name, last_name = "
    ":last_name, code = :code, is_customer = :is_customer, is_supplier = :is_supplier, is_employee = "
    ":is_employee, is_subscriber = :is_subscriber, tax_id = :tax_id, national_id = :national_id, "
    "passport_number = :passport_number, nationality = :nationality, gender = :gender, birth_date = "
    ":birth_date, birth_place = :birth_place, email = :email, phone = :phone, website = :website, "
    "language = :language, company_name = :company_name, contact_type = :contact_type, notes = :notes, "
    "is_active = :is_active WHERE id = :id RETURNING id, uuid, version, created_at, updated_at";

/// The members that a client sets, each a column and a parameter of that name.
constexpr std::array members{
    "company_id",      "kind",        "name",        "first_name",    "last_name",    "code",
    "is_customer",     "is_supplier", "is_employee", "is_subscriber", "tax_id",       "national_id",
    "passport_number", "nationality", "gender",      "birth_date",    "birth_place",  "email",
    "phone",           "website",     "language",    "company_name",  "contact_type", "notes",
    "is_active"};
constexpr std::size_t mostDigits = 10;
constexpr std::size_t fewestDigits = 6;

Value valueOf(const Json& json) {
    if (const bool* flag = json.if_bool()) {
        return *flag;
    }
    if (const std::int64_t* number = json.if_int64()) {
        return *number;
    }
    return json.is_string() ? Value(json.get_string()) : Value(nullptr);
}

Json jsonOf(const tenon::Row& row, std::size_t column) {
    if (row.isNull(column)) {
        return nullptr;
    }
    const std::string_view name = row.name(column);
    if (name.starts_with("is_")) {
        return row.boolean(column);
    }
    const bool isNumber = name == "id" || name == "version" || name == "company_id" || name == "created_by";
    return isNumber ? Json(row.integer(column)) : Json(row.text(column));
}

std::string textAt(const JsonObject& record, std::string_view name) { return std::string(tenon::textAt(record, name)); }

JsonObject
stored(tenon::Database& database, std::string_view sql, const JsonObject& record, std::vector<Param> params) {
    const std::string key = phoneKey(tenon::textAt(record, "phone"));
    params.push_back({"now", tenon::Clock::now()});
    params.push_back({"phone_key", key.empty() ? Value(nullptr) : Value(key)});
    for (const char* member : members) {
        params.push_back({member, valueOf(record.at(member))});
    }
    JsonObject after = record;
    database.run(sql, params, [&](const tenon::Row& row) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            after[row.name(column)] = jsonOf(row, column);
        }
    });
    after["shared"] = after.at("company_id").is_null();
    return after;
}

} // namespace

std::string_view partyColumns() { return columnsSql; }

JsonObject recordOf(const tenon::Row& row) {
    JsonObject record;
    record.reserve(row.size() + 1);
    for (std::size_t column = 0; column < row.size(); ++column) {
        record.emplace(row.name(column), jsonOf(row, column));
    }
    record.emplace("shared", record.at("company_id").is_null());
    return record;
}

Party partyOf(const JsonObject& record) {
    const Json& company = record.at("company_id");
    return {
        .id = record.at("id").as_int64(),
        .uuid = textAt(record, "uuid"),
        .version = record.at("version").as_int64(),
        .companyId = company.is_int64() ? std::optional(company.get_int64()) : std::nullopt,
        .kind = tenon::textAt(record, "kind") == "person" ? Kind::Person : Kind::Organisation,
        .name = textAt(record, "name"),
        .code = textAt(record, "code"),
        .isCustomer = tenon::flagAt(record, "is_customer"),
        .isSupplier = tenon::flagAt(record, "is_supplier"),
        .isEmployee = tenon::flagAt(record, "is_employee"),
        .isSubscriber = tenon::flagAt(record, "is_subscriber"),
        .taxId = textAt(record, "tax_id"),
        .nationalId = textAt(record, "national_id"),
        .passportNumber = textAt(record, "passport_number"),
        .nationality = textAt(record, "nationality"),
        .birthDate = tenon::Date::parse(tenon::textAt(record, "birth_date")),
        .birthPlace = textAt(record, "birth_place"),
        .email = textAt(record, "email"),
        .phone = textAt(record, "phone"),
        .language = textAt(record, "language"),
        .isActive = tenon::flagAt(record, "is_active"),
    };
}

JsonObject inserted(tenon::Database& database, const JsonObject& record) {
    const std::string uuid = tenon::Random::uuid();
    return stored(database, insertSql, record, {{"uuid", uuid}, {"created_by", record.at("created_by").as_int64()}});
}

JsonObject updated(tenon::Database& database, const JsonObject& record) {
    return stored(database, updateSql, record, {{"id", record.at("id").as_int64()}});
}

std::string keyOf(const Json& key) {
    return key.is_int64()    ? std::to_string(key.get_int64())
           : key.is_string() ? std::string(tenon::textOf(key.get_string()))
                             : std::string();
}

std::string phoneKey(std::string_view phone) {
    std::string digits;
    for (const char c : phone) {
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
        }
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.size() > mostDigits) {
        digits.erase(0, digits.size() - mostDigits);
    }
    return digits.size() < fewestDigits ? std::string() : digits;
}

} // namespace parties
