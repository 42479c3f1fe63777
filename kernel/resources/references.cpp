#include <kernel/resources/record.h>
#include <kernel/resources/references.h>

namespace tenon::resources {

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

} // namespace tenon::resources
