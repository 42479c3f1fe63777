#include <tenon/field.h>

namespace tenon {

Field::Field(std::string_view type, std::string_view name) {
    _description["name"] = name;
    _description["type"] = type;
}

Field& Field::required() { return set("required", true); }

Field& Field::nullable() { return set("nullable", true); }

Field& Field::unique() { return set("unique", true); }

Field& Field::initial(Json value) { return set("initial", std::move(value)); }

Field& Field::min(Json least) { return set("min", std::move(least)); }

Field& Field::max(Json greatest) { return set("max", std::move(greatest)); }

Field& Field::readOnly() { return set("read_only", true); }

Field& Field::writeOnly() { return set("write_only", true); }

Field& Field::also(std::string_view spelling) {
    Json& spellings = _description["also"];
    if (!spellings.is_array()) {
        spellings = JsonArray();
    }
    spellings.get_array().emplace_back(spelling);
    return *this;
}

Field& Field::storedAs(std::string_view column) { return set("stored_as", Json(column)); }

Field& Field::fixed() { return set("fixed", true); }

Field& Field::agreeingOn(std::string_view column) { return set("agrees_on", Json(column)); }

Field& Field::help(std::string_view sentence) { return set("help", Json(sentence)); }

Field& Field::example(Json value) { return set("example", std::move(value)); }

std::string_view Field::name() const { return textAt(_description, "name"); }

std::string_view Field::type() const { return textAt(_description, "type"); }

Field& Field::set(std::string_view key, Json value) {
    _description[key] = std::move(value);
    return *this;
}

namespace fields {

namespace {

Field with(Field field, std::string_view key, Json value) {
    JsonObject description = field.description();
    description[key] = std::move(value);
    return Field(std::move(description));
}

} // namespace

Field text(std::string_view name, int max) { return Field("text", name).max(max); }

Field integer(std::string_view name) { return {"integer", name}; }

Field decimal(std::string_view name, int scale) { return with({"decimal", name}, "scale", scale); }

Field number(std::string_view name) { return {"number", name}; }

Field boolean(std::string_view name) { return {"boolean", name}; }

Field date(std::string_view name) { return {"date", name}; }

Field timestamp(std::string_view name) { return {"timestamp", name}; }

Field choice(std::string_view name, std::initializer_list<std::string_view> values) {
    JsonArray choices;
    for (const std::string_view value : values) {
        choices.emplace_back(value);
    }
    return with({"choice", name}, "choices", std::move(choices));
}

Field email(std::string_view name) { return Field("email", name).max(254); }

Field uuid(std::string_view name) { return {"uuid", name}; }

Field ref(std::string_view name, std::string_view target) { return with({"ref", name}, "target", Json(target)); }

Field list(std::string_view name, const Field& of) { return with({"list", name}, "of", of.description()); }

Field object(std::string_view name, const Fields& members) {
    return with({"object", name}, "fields", descriptionOf(members));
}

Field json(std::string_view name) { return {"json", name}; }

Field file(std::string_view name) { return {"file", name}; }

Field secret(std::string_view name, int max) { return Field("secret", name).max(max).writeOnly(); }

Field duration(std::string_view name) { return {"duration", name}; }

Field bytes(std::string_view name) { return {"bytes", name}; }

} // namespace fields

JsonArray descriptionOf(const Fields& fields) {
    JsonArray described;
    described.reserve(fields.size());
    for (const Field& field : fields) {
        described.emplace_back(field.description());
    }
    return described;
}

} // namespace tenon
