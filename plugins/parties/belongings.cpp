#include "belongings.h"

namespace parties::belongings {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::textAt;
using tenon::Value;

constexpr std::string_view addressesSql = "SELECT kind, street, city, region, postal_code, country, district_id, "
                                          "thana_id FROM parties_address WHERE party_id = "
                                          ":party ORDER BY id LIMIT 200";
constexpr std::string_view methodsSql =
    "SELECT kind, value, label FROM parties_contact_method WHERE party_id = :party ORDER BY id LIMIT 200";
constexpr std::string_view addAddressSql =
    "INSERT INTO parties_address (party_id, kind, street, city, region, postal_code, country, district_id, thana_id) "
    "VALUES (:party, :kind, :street, :city, :region, :postal_code, :country, :district, :thana)";
constexpr std::string_view addMethodSql =
    "INSERT INTO parties_contact_method (party_id, kind, value, label) VALUES (:party, :kind, :value, :label)";
constexpr std::string_view removeAddressesSql = "DELETE FROM parties_address WHERE party_id = :party";
constexpr std::string_view removeMethodsSql = "DELETE FROM parties_contact_method WHERE party_id = :party";
constexpr std::string_view moveAddressesSql = "UPDATE parties_address SET party_id = :into WHERE party_id = :from";
constexpr std::string_view moveMethodsSql = "UPDATE parties_contact_method SET party_id = :into WHERE party_id = :from";

Value textOf(const JsonObject& object, std::string_view name) {
    const std::string_view text = textAt(object, name);
    return text.empty() ? Value(nullptr) : Value(text);
}

Value numberOf(const JsonObject& object, std::string_view name) {
    const Json* number = object.if_contains(name);
    return number != nullptr && number->is_int64() ? Value(number->get_int64()) : Value(nullptr);
}

const JsonArray* arrayOf(const JsonObject& object, std::string_view name) {
    const Json* array = object.if_contains(name);
    return array != nullptr ? array->if_array() : nullptr;
}

Json optionalText(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? Json(nullptr) : Json(row.text(column));
}

Json optionalNumber(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? Json(nullptr) : Json(row.integer(column));
}

void addAddress(tenon::Database& database, std::int64_t party, const JsonObject& address) {
    database.executeLater(
        addAddressSql,
        {{"party", party},
         {"kind", textOf(address, "kind")},
         {"street", textOf(address, "street")},
         {"city", textOf(address, "city")},
         {"region", textOf(address, "region")},
         {"postal_code", textOf(address, "postal_code")},
         {"country", textOf(address, "country")},
         {"district", numberOf(address, "district_id")},
         {"thana", numberOf(address, "thana_id")}}
    );
}

void addMethod(tenon::Database& database, std::int64_t party, const JsonObject& method) {
    database.executeLater(
        addMethodSql,
        {{"party", party},
         {"kind", textOf(method, "kind")},
         {"value", textOf(method, "value")},
         {"label", textOf(method, "label")}}
    );
}

void addAll(
    tenon::Database& database,
    std::int64_t party,
    const JsonArray* belongings,
    void (*addOne)(tenon::Database&, std::int64_t, const JsonObject&)
) {
    if (belongings != nullptr) {
        for (const Json& belonging : *belongings) {
            addOne(database, party, belonging.as_object());
        }
    }
}

/// These members of each, as they are shown when they are read back: empty texts are none.
JsonArray shown(const JsonArray* belongings, std::initializer_list<std::string_view> members) {
    JsonArray all;
    for (std::size_t i = 0; belongings != nullptr && i < belongings->size(); ++i) {
        const JsonObject& belonging = belongings->at(i).as_object();
        JsonObject one;
        for (const std::string_view name : members) {
            const Json* value = belonging.if_contains(name);
            const bool isSaid = value != nullptr && *value != "";
            one.emplace(name, isSaid ? *value : Json(nullptr));
        }
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

void describe(tenon::Database& database, JsonObject& record) {
    const std::int64_t party = record.at("id").as_int64();
    JsonArray addresses;
    database.each(addressesSql, {{"party", party}}, [&](const tenon::Row& row) {
        addresses.push_back({
            {"kind", row.text(0)},
            {"street", optionalText(row, 1)},
            {"city", optionalText(row, 2)},
            {"region", optionalText(row, 3)},
            {"postal_code", optionalText(row, 4)},
            {"country", optionalText(row, 5)},
            {"district_id", optionalNumber(row, 6)},
            {"thana_id", optionalNumber(row, 7)},
        });
    });
    JsonArray methods;
    database.each(methodsSql, {{"party", party}}, [&](const tenon::Row& row) {
        methods.push_back({{"kind", row.text(0)}, {"value", row.text(1)}, {"label", optionalText(row, 2)}});
    });
    record["addresses"] = std::move(addresses);
    record["contact_methods"] = std::move(methods);
}

void add(tenon::Database& database, JsonObject& record, const JsonObject& sent) {
    const std::int64_t party = record.at("id").as_int64();
    const JsonArray* addresses = arrayOf(sent, "addresses");
    const JsonArray* methods = arrayOf(sent, "contact_methods");
    addAll(database, party, addresses, addAddress);
    addAll(database, party, methods, addMethod);
    record["addresses"] =
        shown(addresses, {"kind", "street", "city", "region", "postal_code", "country", "district_id", "thana_id"});
    record["contact_methods"] = shown(methods, {"kind", "value", "label"});
}

void replace(tenon::Database& database, std::int64_t party, const JsonObject& sent) {
    if (const JsonArray* addresses = arrayOf(sent, "addresses")) {
        database.executeLater(removeAddressesSql, {{"party", party}});
        addAll(database, party, addresses, addAddress);
    }
    if (const JsonArray* methods = arrayOf(sent, "contact_methods")) {
        database.executeLater(removeMethodsSql, {{"party", party}});
        addAll(database, party, methods, addMethod);
    }
}

void move(tenon::Database& database, std::int64_t from, std::int64_t into) {
    database.execute(moveAddressesSql, {{"from", from}, {"into", into}});
    database.execute(moveMethodsSql, {{"from", from}, {"into", into}});
}

void remove(tenon::Database& database, std::int64_t party) {
    database.execute(removeAddressesSql, {{"party", party}});
    database.execute(removeMethodsSql, {{"party", party}});
}

} // namespace parties::belongings
