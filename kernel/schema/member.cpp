#include "member.h"

#include <stdexcept>

namespace tenon::schema {

namespace {

std::vector<std::string> spellingsOf(const JsonObject& description) {
    std::vector<std::string> spellings{std::string(textAt(description, "name"))};
    if (const Json* also = description.if_contains("also"); also != nullptr && also->is_array()) {
        for (const Json& spelling : also->get_array()) {
            spellings.emplace_back(textOf(spelling.as_string()));
        }
    }
    return spellings;
}

// One file, or a list of them.
bool isFileType(const JsonObject& description) {
    const Json* item = description.if_contains("of");
    return textAt(description, "type") == "file"
           || (item != nullptr && item->is_object() && isFileType(item->get_object()));
}

JsonObject annotationsOf(const JsonObject& description) {
    JsonObject annotations;
    if (const std::string_view help = textAt(description, "help"); !help.empty()) {
        annotations["description"] = help;
    }
    if (const Json* example = description.if_contains("example")) {
        annotations["examples"] = JsonArray{*example};
    }
    return annotations;
}

void admitNull(JsonObject& schema) {
    if (Json* values = schema.if_contains("enum")) {
        values->as_array().emplace_back(nullptr);
    }
    if (Json* alternatives = schema.if_contains("anyOf")) {
        alternatives->as_array().emplace_back(JsonObject{{"type", "null"}});
    }
    Json* type = schema.if_contains("type");
    if (type == nullptr) {
        return;
    }
    if (!type->is_array()) {
        *type = JsonArray{std::move(*type)};
    }
    type->get_array().emplace_back("null");
}

KindPtr namedKind(const JsonObject& description) {
    try {
        return kindOf(description);
    } catch (const std::invalid_argument& fault) {
        throw std::invalid_argument("field '" + std::string(textAt(description, "name")) + "': " + fault.what());
    }
}

} // namespace

Member::Member(const JsonObject& description)
    : _spellings(spellingsOf(description)), _kind(namedKind(description)), _isRequired(flagAt(description, "required")),
      _isNullable(flagAt(description, "nullable")), _isReadOnly(flagAt(description, "read_only")),
      _isWriteOnly(flagAt(description, "write_only")), _isFile(isFileType(description)),
      _isList(textAt(description, "type") == "list"), _initial(initialOf(description)),
      _annotations(annotationsOf(description)) {}

std::optional<Json> Member::read(const Json& sent, const Place& place, Reading& reading) const {
    if (sent.is_null()) {
        return _isNullable ? std::optional(Json()) : reading.refuse(place, "This field may not be null.");
    }
    std::optional<Json> value = _kind->read(sent, place, reading);
    if (_isRequired && value && value->is_string() && value->get_string().empty()) {
        return reading.refuse(place, "This field may not be empty.");
    }
    return value;
}

std::optional<Json> Member::initialOf(const JsonObject& description) const {
    const Json* declared = description.if_contains("initial");
    if (declared == nullptr || declared->is_null()) {
        return declared == nullptr ? std::nullopt : std::optional(Json());
    }
    Faults faults;
    Reading reading{faults, Scalars::Text};
    std::optional<Json> value = _kind->read(*declared, {}, reading);
    if (!value) {
        const std::string why = faults.all().empty() ? "not for this type" : faults.all().front().message.english();
        throw std::invalid_argument("field '" + name() + "': its initial value is wrong: " + why);
    }
    return value;
}

JsonObject Member::jsonSchema(Direction direction) const {
    JsonObject schema = _kind->jsonSchema(direction);
    if (_isRequired && direction == Direction::In && textAt(schema, "type") == "string" && _kind->takesEmptyText()
        && !schema.contains("minLength")) {
        schema["minLength"] = 1;
    }
    if (_isNullable) {
        admitNull(schema);
    }
    for (const auto& [key, value] : _annotations) {
        schema[key] = value;
    }
    if (_initial && !_isWriteOnly) {
        schema["default"] = *_initial;
    }
    if (_isReadOnly) {
        schema["readOnly"] = true;
    }
    if (_isWriteOnly) {
        schema["writeOnly"] = true;
    }
    return schema;
}

} // namespace tenon::schema
