#include <kernel/resources/definition.h>

#include <algorithm>
#include <stdexcept>

namespace tenon::resources {

namespace {

ColumnKind kindOf(std::string_view type) {
    if (type == "integer" || type == "ref") {
        return ColumnKind::Integer;
    }
    if (type == "number") {
        return ColumnKind::Number;
    }
    if (type == "boolean") {
        return ColumnKind::Boolean;
    }
    if (type == "decimal") {
        return ColumnKind::Decimal;
    }
    if (type == "list" || type == "object" || type == "json") {
        return ColumnKind::Json;
    }
    return type == "secret" ? ColumnKind::Secret : ColumnKind::Text;
}

Column columnOf(const JsonObject& field) {
    const Json* scale = field.if_contains("scale");
    const ColumnKind kind = kindOf(textAt(field, "type"));
    const std::string_view name = textAt(field, "name");
    return {
        .name = std::string(name),
        .storedAs = std::string(textAt(field, "stored_as", name)),
        .kind = kind,
        .scale = scale != nullptr ? static_cast<int>(scale->to_number<std::int64_t>()) : 0,
        .target = std::string(textAt(field, "target")),
        .agreesOn = std::string(textAt(field, "agrees_on")),
        .isRequired = flagAt(field, "required"),
        .isReadOnly = flagAt(field, "read_only"),
        .isFixed = flagAt(field, "fixed"),
        .isHidden = flagAt(field, "write_only") && kind != ColumnKind::Secret,
    };
}

} // namespace

Definition::Definition(std::string_view module, const JsonObject& description)
    : name(textAt(description, "name")), path(textAt(description, "path")), table(textAt(description, "table")),
      permission(textAt(description, "permission")), fields(description.at("fields").as_array()), schema(fields) {
    if (permission.empty()) {
        permission = std::string(module) + "." + name;
    }
    for (const Json& field : fields) {
        columns.push_back(columnOf(field.as_object()));
    }
    search = names(description, "search");
    filter = names(description, "filter");
    order = names(description, "order");
    // A module that was built before there were scopes describes none.
    scope.owner = scopeColumn(textAt(description, "owner"));
    if (const Json* places = description.if_contains("places")) {
        for (const Json& place : places->as_array()) {
            scope.places.emplace_back(
                textAt(place.as_object(), "kind"), scopeColumn(textAt(place.as_object(), "column"))
            );
        }
    }
}

const Column* Definition::column(std::string_view wanted) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == wanted; });
    return found == columns.end() ? nullptr : &*found;
}

std::string Definition::scopeColumn(std::string_view wanted) const {
    if (!wanted.empty() && wanted != "id" && column(wanted) == nullptr) {
        throw std::invalid_argument("resource " + name + ": '" + std::string(wanted) + "' in scope is no field");
    }
    return std::string(wanted);
}

std::vector<std::string> Definition::names(const JsonObject& description, std::string_view key) const {
    std::vector<std::string> found;
    for (const Json& entry : description.at(key).as_array()) {
        const std::string_view field = textOf(entry.as_string());
        check(field, key);
        found.emplace_back(field);
    }
    return found;
}

void Definition::check(std::string_view field, std::string_view key) const {
    const auto refuse = [&](std::string_view why) {
        throw std::invalid_argument(
            "resource " + name + ": '" + std::string(field) + "' in " + std::string(key) + " " + std::string(why)
        );
    };
    const Column* found = column(field);
    if (found == nullptr) {
        if (key != "order" || (field != "id" && field != "created_at" && field != "updated_at")) {
            refuse("is no field");
        }
        return;
    }
    if (found->isHidden || found->kind == ColumnKind::Secret) {
        refuse("is never answered");
    }
    if (found->kind == ColumnKind::Json || (key == "search" && found->kind != ColumnKind::Text)) {
        refuse("is of a kind that cannot be compared so");
    }
}

} // namespace tenon::resources
