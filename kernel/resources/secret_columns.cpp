#include <kernel/resources/secret_columns.h>

namespace tenon::resources {

SecretColumns::SecretColumns(const Definition& definition, Secrets& secrets)
    : _table(definition.table), _secrets(secrets) {
    for (const Column& column : definition.columns) {
        if (column.kind == ColumnKind::Secret) {
            _names.push_back(column.name);
        }
    }
}

void SecretColumns::declare() const {
    for (const std::string& name : _names) {
        _secrets.keep(_table, name, "uuid");
    }
}

void SecretColumns::withoutMasks(JsonObject& changes) const {
    for (const std::string& name : _names) {
        if (textAt(changes, name) == secretMask) {
            changes.erase(name);
        }
    }
}

void SecretColumns::seal(JsonObject& record, const JsonObject& before, std::string_view uuid) const {
    for (const std::string& name : _names) {
        const Json* text = record.if_contains(name);
        const Json* old = before.if_contains(name);
        if (text != nullptr && text->is_string() && (old == nullptr || *old != *text)) {
            record[name] = _secrets.seal({_table, name, uuid}, textOf(text->get_string()));
        }
    }
}

void SecretColumns::mask(JsonObject& record) const {
    for (const std::string& name : _names) {
        Json& text = record[name];
        const bool isSet = text.is_string();
        text = isSet ? Json(secretMask) : Json(nullptr);
        record["has_" + name] = isSet;
    }
}

} // namespace tenon::resources
