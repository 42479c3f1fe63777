#include <kernel/resources/constraint_faults.h>

#include <algorithm>

namespace tenon::resources {

namespace {

/// The field in "table__field__kind", "table.field" or PostgreSQL's own "table_field_fkey"; empty when the constraint
/// is not about one field.
std::string_view fieldOf(const Definition& definition, std::string_view constraint) {
    if (!constraint.starts_with(definition.table)) {
        return {};
    }
    constraint.remove_prefix(definition.table.size());
    if (constraint.starts_with("__")) {
        constraint.remove_prefix(2);
        constraint = constraint.substr(0, constraint.find("__"));
    } else if (constraint.starts_with('.') || constraint.starts_with('_')) {
        const bool isGenerated = constraint.starts_with('_');
        constraint.remove_prefix(1);
        constraint = isGenerated ? constraint.substr(0, constraint.rfind('_')) : constraint;
    }
    const auto& columns = definition.columns;
    const auto column = std::ranges::find(columns, constraint, [](const Column& candidate) {
        return std::string_view(candidate.storedAs);
    });
    return column != columns.end() ? std::string_view(column->name) : std::string_view();
}

} // namespace

void throwAtField(const Definition& definition, const DatabaseError& error, Writing writing) {
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
    if (error.kind() == Kind::ForeignKey && writing == Writing::Delete) {
        throw Conflict("IN_USE", "Other records refer to this one.");
    }
    if (error.kind() == Kind::ForeignKey && !field.empty()) {
        throw Invalid(field, "Refers to a record that does not exist.");
    }
    throw error;
}

} // namespace tenon::resources
