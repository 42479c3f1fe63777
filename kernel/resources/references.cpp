#include <kernel/resources/record.h>
#include <kernel/resources/references.h>

#include <algorithm>

namespace tenon::resources {

namespace {

/// "COMPANY_MISMATCH" for "company_id".
std::string mismatchOf(std::string_view column) {
    if (column.ends_with("_id")) {
        column.remove_suffix(3);
    }
    std::string code(column);
    std::transform(code.begin(), code.end(), code.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return code + "_MISMATCH";
}

Json memberOf(const JsonObject& record, std::string_view name) {
    const Json* found = record.if_contains(name);
    return found != nullptr ? *found : Json(nullptr);
}

bool agrees(Database& database, const Column& reference, const Json& key, const Json& own) {
    const std::string sql = "SELECT id FROM " + reference.target + " WHERE id = :key AND (" + reference.agreesOn
                            + " IS NULL OR " + reference.agreesOn + " = :own)";
    return database.value<std::int64_t>(
                       sql, {{"key", comparable(reference, key)}, {"own", comparable({}, own)}}
    ).has_value();
}

} // namespace

void resolveReferences(const Definition& definition, Database& database, JsonObject& record) {
    std::vector<FieldError> faults;
    for (const Column& column : definition.columns) {
        Json* value = column.target.empty() ? nullptr : record.if_contains(column.name);
        if (value == nullptr || value->is_null()) {
            continue;
        }
        const char* key = value->is_string() ? "uuid" : "id";
        const std::string sql = "SELECT id FROM " + column.target + " WHERE " + key + " = :key";
        if (const auto id = database.value<std::int64_t>(sql, {{"key", comparable(column, *value)}})) {
            *value = *id;
        } else {
            faults.push_back({column.name, "Refers to a record that does not exist."});
        }
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

void requireAgreement(
    const Definition& definition, Database& database, const JsonObject& before, const JsonObject& record
) {
    for (const Column& column : definition.columns) {
        if (column.agreesOn.empty()) {
            continue;
        }
        const Json key = memberOf(record, column.name);
        const Json own = memberOf(record, column.agreesOn);
        const bool isAsBefore =
            key == memberOf(before, column.name) && own == memberOf(before, column.agreesOn) && !before.empty();
        if (!key.is_null() && !isAsBefore && !agrees(database, column, key, own)) {
            throw Invalid::coded(
                mismatchOf(column.agreesOn), {{column.name, "Refers to a record that belongs elsewhere."}}
            );
        }
    }
}

} // namespace tenon::resources
