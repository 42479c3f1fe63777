#include "declaration.h"

#include <algorithm>
#include <stdexcept>

namespace tenon::config {

namespace {

bool isSpelled(const JsonObject& description, std::string_view name) {
    if (textAt(description, "name") == name) {
        return true;
    }
    const Json* also = description.if_contains("also");
    return also != nullptr && also->is_array() && std::ranges::any_of(also->get_array(), [name](const Json& spelling) {
               return spelling.is_string() && textOf(spelling.get_string()) == name;
           });
}

/// The members of the section `path` below `declared`, made on the way.
JsonArray& sectionAt(JsonArray& declared, std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const auto isNamed = [name](const Json& field) { return isSpelled(field.get_object(), name); };
    auto found = std::ranges::find_if(declared, isNamed);
    if (found == declared.end()) {
        found =
            declared.insert(declared.end(), JsonObject{{"name", name}, {"type", "object"}, {"fields", JsonArray()}});
    }
    JsonObject& section = found->get_object();
    if (textAt(section, "type") != "object") {
        throw std::invalid_argument("the section '" + std::string(path) + "' is named like a setting");
    }
    JsonArray& members = section.at("fields").as_array();
    return dot == std::string_view::npos ? members : sectionAt(members, path.substr(dot + 1));
}

} // namespace

JsonArray declarationOf(std::span<const Section> sections) {
    JsonArray declared;
    for (const Section& section : sections) {
        JsonArray& members = sectionAt(declared, section.name);
        for (const Field& field : section.fields) {
            if (describedAs(members, field.name()) != nullptr) {
                throw std::invalid_argument(
                    "the setting '" + section.name + '.' + std::string(field.name()) + "' is declared twice"
                );
            }
            members.emplace_back(field.description());
        }
    }
    return declared;
}

const JsonObject* describedAs(const JsonArray& declared, std::string_view name) {
    const auto isNamed = [name](const Json& field) { return isSpelled(field.get_object(), name); };
    const auto found = std::ranges::find_if(declared, isNamed);
    return found == declared.end() ? nullptr : &found->get_object();
}

const JsonArray& membersOf(const JsonObject& description) {
    static const JsonArray none;
    const Json* members = description.if_contains("fields");
    return members != nullptr && members->is_array() ? members->get_array() : none;
}

const JsonObject& itemOf(const JsonObject& description) {
    static const JsonObject none;
    const Json* item = description.if_contains("of");
    return item != nullptr && item->is_object() ? item->get_object() : none;
}

std::vector<std::string> settingNames(const JsonArray& declared, const std::string& prefix) {
    std::vector<std::string> names;
    for (const Json& field : declared) {
        const JsonObject& description = field.get_object();
        const std::string name = prefix + std::string(textAt(description, "name"));
        names.push_back(name);
        const std::vector<std::string> below = settingNames(membersOf(description), name + '.');
        names.insert(names.end(), below.begin(), below.end());
    }
    return names;
}

} // namespace tenon::config
