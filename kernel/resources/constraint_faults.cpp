#include <kernel/resources/constraint_faults.h>

namespace tenon::resources {

namespace {

/// The field in "table__field__kind" or "table.field".
std::string_view fieldOf(const Definition& definition, std::string_view constraint) {
    if (!constraint.starts_with(definition.table)) {
        return {};
    }
    constraint.remove_prefix(definition.table.size());
    if (constraint.starts_with("__")) {
        constraint.remove_prefix(2);
        return constraint.substr(0, constraint.find("__"));
    }
    return constraint.starts_with(".") ? constraint.substr(1) : std::string_view();
}

/// SQLite does not say which reference leads nowhere, so each is looked up.
std::vector<FieldError> danglingReferences(const Definition& definition, Database& database, const JsonObject& record) {
    std::vector<FieldError> faults;
    for (const Json& entry : definition.fields) {
        const JsonObject& field = entry.as_object();
        const Json* value = record.if_contains(textAt(field, "name"));
        if (textAt(field, "type") != "ref" || value == nullptr || !value->is_int64()) {
            continue;
        }
        const std::string sql = "SELECT 1 FROM " + std::string(textAt(field, "target")) + " WHERE id = :id";
        if (!database.value<std::int64_t>(sql, {{"id", value->get_int64()}})) {
            faults.push_back({std::string(textAt(field, "name")), "Refers to a record that does not exist."});
        }
    }
    return faults;
}

} // namespace

void throwAtField(const Definition& definition, const DatabaseError& error, Database& database, const JsonObject& record) {
    using Kind = DatabaseError::Kind;
    const std::string field(fieldOf(definition, error.constraint()));
    if (error.kind() == Kind::Unique && !field.empty()) {
        throw Conflict(
            "DUPLICATE",
            Message("There is a record with this {field} already.", {{"field", field}}),
            {{field, JsonArray{"A record with this value exists already."}}}
        );
    }
    if (error.kind() == Kind::NotNull && !field.empty()) {
        throw Invalid(field, "This field is required.");
    }
    if (error.kind() == Kind::Check && !field.empty()) {
        throw Invalid(field, "This value is not allowed.");
    }
    if (error.kind() == Kind::ForeignKey && !record.empty() && !field.empty()) {
        throw Invalid(field, "Refers to a record that does not exist.");
    }
    if (error.kind() == Kind::ForeignKey && !record.empty()) {
        throw Invalid(danglingReferences(definition, database, record));
    }
    if (error.kind() == Kind::ForeignKey) {
        throw Conflict("IN_USE", "Other records refer to this one.");
    }
    throw error;
}

} // namespace tenon::resources
