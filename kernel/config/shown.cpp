/// What `tenon config show` tells: every value in force with its origin, secrets masked.

#include "configuration.h"
#include "declaration.h"

namespace tenon::config {

namespace {

constexpr const char* mask = "********";

Json masked(const Json& value, const JsonObject& description) {
    const std::string_view type = textAt(description, "type");
    if (type == "secret") {
        return mask;
    }
    if (type == "list" && value.is_array()) {
        JsonArray items;
        for (const Json& item : value.get_array()) {
            items.push_back(masked(item, itemOf(description)));
        }
        return items;
    }
    if (type == "object" && value.is_object()) {
        JsonObject members;
        for (const auto& [name, member] : value.get_object()) {
            const JsonObject* declared = describedAs(membersOf(description), {name.data(), name.size()});
            members[name] = declared != nullptr ? masked(member, *declared) : Json(mask);
        }
        return members;
    }
    return value;
}

/// The origin of what was written under any spelling of the field.
Origin originIn(const Node* map, const JsonObject& description) {
    if (map == nullptr) {
        return {};
    }
    for (const Node::Entry& entry : map->members) {
        if (describedAs(JsonArray{description}, entry.name) != nullptr && entry.value.kind != Node::Kind::Null) {
            return entry.value.origin;
        }
    }
    return {};
}

void addValues(
    JsonObject& shown, const std::string& prefix, const JsonObject& values, const JsonArray& declared, const Node* tree
) {
    for (const Json& field : declared) {
        const JsonObject& description = field.get_object();
        const std::string_view name = textAt(description, "name");
        const Json* value = values.if_contains(name);
        if (value == nullptr) {
            continue;
        }
        const std::string path = prefix + std::string(name);
        if (value->is_object() && !membersOf(description).empty()) {
            const Node::Entry* below = tree != nullptr ? tree->find(name) : nullptr;
            addValues(shown, path + '.', value->get_object(), membersOf(description), below ? &below->value : nullptr);
        } else {
            const std::string origin = originIn(tree, description).text();
            shown[path] = JsonObject{{"value", masked(*value, description)}, {"origin", origin}};
        }
    }
}

const Fields* fieldsOf(std::span<const Section> modules, std::string_view name) {
    for (const Section& module : modules) {
        if (module.name == name) {
            return &module.fields;
        }
    }
    return nullptr;
}

} // namespace

JsonObject Configuration::shown(std::span<const Section> modules) const {
    JsonObject shown;
    addValues(shown, "", _checked.values, _declared, &_checked.tree);
    for (const ModuleEntry& module : _modules) {
        const std::string prefix = "modules." + module.name + '.';
        const std::string origin = module.origin.text();
        shown[prefix + "enabled"] = JsonObject{{"value", module.isEnabled}, {"origin", origin}};
        shown[prefix + "required"] = JsonObject{{"value", module.isRequired}, {"origin", origin}};
        const Node& tree = _moduleSettings.at(module.name);
        if (const Fields* fields = fieldsOf(modules, module.name)) {
            addValues(shown, prefix, moduleSettings(module.name, *fields), descriptionOf(*fields), &tree);
            continue;
        }
        for (const Node::Entry& entry : tree.members) {
            shown[prefix + entry.name] = JsonObject{{"value", mask}, {"origin", entry.value.origin.text()}};
        }
    }
    return shown;
}

} // namespace tenon::config
