#include "configuration.h"

#include "declaration.h"
#include "yaml.h"

#include <algorithm>
#include <stdexcept>

namespace tenon::config {

namespace {

constexpr std::string_view modulesSection = "modules";

Node treeOf(const Sources& sources, Faults& faults) {
    Node root{.kind = Node::Kind::Map};
    if (!sources.file.empty()) {
        root = readYamlFile(sources.file, faults);
    }
    applyEnvironment(sources.environment, root);
    applyArguments(sources.arguments, root, faults);
    return root;
}

const Fields& entryFields() {
    static const Fields fields{
        fields::boolean("enabled").initial(true),
        fields::boolean("required").initial(false),
    };
    return fields;
}

[[noreturn]] void refuse(std::string_view path, const char* why) {
    throw std::logic_error("the setting '" + std::string(path) + "' " + why);
}

} // namespace

Configuration::Configuration(const Sources& sources, std::span<const Section> sections, Faults& faults)
    : _declared(declarationOf(sections)), _environment(sources.environment) {
    Node root = treeOf(sources, faults);
    takeModules(root, faults);
    const std::size_t before = faults.size();
    _checked = check(root, _declared, "", _environment, faults);
    if (faults.size() > before) {
        _checked = soundSections(root);
    }
}

Configuration::Configuration(const Sources& sources, std::span<const Section> sections) {
    Faults faults;
    *this = Configuration(sources, sections, faults);
    if (!faults.empty()) {
        throw InvalidConfiguration(std::move(faults));
    }
}

/// What a check of each section by itself leaves; its faults are told already.
Checked Configuration::soundSections(const Node& root) const {
    Checked sound{{}, root};
    for (const Json& section : _declared) {
        const std::string name(textAt(section.get_object(), "name"));
        const Node::Entry* written = root.find(name);
        Faults told;
        const Node node = written == nullptr ? Node{.kind = Node::Kind::Map} : written->value;
        sound.values[name] = check(node, membersOf(section.get_object()), name, _environment, told).values;
    }
    return sound;
}

void Configuration::takeModules(Node& root, Faults& faults) {
    Node::Entry* section = root.find(modulesSection);
    if (section == nullptr || section->value.kind != Node::Kind::Map) {
        return;
    }
    const JsonObject* description = describedAs(_declared, modulesSection);
    const auto isModule = [description](const Node::Entry& entry) {
        const bool isSetting = description != nullptr && describedAs(membersOf(*description), entry.name) != nullptr;
        return !isSetting && (entry.value.kind == Node::Kind::Map || entry.value.kind == Node::Kind::Null);
    };
    std::vector<Node::Entry>& members = section->value.members;
    for (const Node::Entry& entry : members) {
        if (isModule(entry)) {
            takeModule(entry, faults);
        }
    }
    std::erase_if(members, isModule);
    // Without declared settings the section is there for the modules only.
    if (members.empty()) {
        std::erase_if(root.members, [](const Node::Entry& entry) { return entry.name == modulesSection; });
    }
}

void Configuration::takeModule(const Node::Entry& entry, Faults& faults) {
    Node switches{.kind = Node::Kind::Map, .origin = entry.value.origin};
    Node settings = switches;
    const JsonArray declared = descriptionOf(entryFields());
    for (const Node::Entry& member : entry.value.members) {
        (describedAs(declared, member.name) != nullptr ? switches : settings).members.push_back(member);
    }
    const std::string path = std::string(modulesSection) + '.' + entry.name;
    const JsonObject read = check(std::move(switches), declared, path, _environment, faults).values;
    _modules.push_back({entry.name, flagAt(read, "enabled"), flagAt(read, "required"), entry.origin});
    _moduleSettings.emplace(entry.name, std::move(settings));
}

JsonObject Configuration::moduleSettings(std::string_view name, const Fields& fields) const {
    const JsonArray declared = descriptionOf(fields);
    for (const Field& field : entryFields()) {
        if (describedAs(declared, field.name()) != nullptr) {
            throw std::invalid_argument(
                "the setting '" + std::string(field.name()) + "' is the deployer's switch of every module"
            );
        }
    }
    const auto found = _moduleSettings.find(name);
    Node settings = found == _moduleSettings.end() ? Node{.kind = Node::Kind::Map} : found->second;
    Faults faults;
    const std::string path = std::string(modulesSection) + '.' + std::string(name);
    Checked checked = check(std::move(settings), declared, path, _environment, faults);
    if (!faults.empty()) {
        throw InvalidConfiguration(std::move(faults));
    }
    return std::move(checked.values);
}

const Json* Configuration::find(std::string_view path) const {
    const JsonArray* declared = &_declared;
    const JsonObject* values = &_checked.values;
    for (std::string_view rest = path;;) {
        const std::size_t dot = rest.find('.');
        const std::string_view name = rest.substr(0, dot);
        const JsonObject* description = describedAs(*declared, name);
        if (description == nullptr) {
            refuse(path, "is not declared");
        }
        const Json* value = values->if_contains(name);
        if (dot == std::string_view::npos || value == nullptr) {
            return value;
        }
        declared = &membersOf(*description);
        values = &value->as_object();
        rest.remove_prefix(dot + 1);
    }
}

bool Configuration::has(std::string_view path) const { return find(path) != nullptr; }

std::string Configuration::text(std::string_view path) const {
    const Json* value = find(path);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_string()) {
        refuse(path, "is no text");
    }
    return std::string(textOf(value->get_string()));
}

std::int64_t Configuration::integer(std::string_view path) const {
    const Json* value = find(path);
    if (value == nullptr || !value->is_int64()) {
        refuse(path, "has no whole number");
    }
    return value->get_int64();
}

bool Configuration::flag(std::string_view path) const {
    const Json* value = find(path);
    if (value != nullptr && !value->is_bool()) {
        refuse(path, "is no boolean");
    }
    return value != nullptr && value->get_bool();
}

std::chrono::milliseconds Configuration::duration(std::string_view path) const {
    return std::chrono::milliseconds(integer(path));
}

std::uint64_t Configuration::bytes(std::string_view path) const { return static_cast<std::uint64_t>(integer(path)); }

std::vector<std::string> Configuration::list(std::string_view path) const {
    std::vector<std::string> texts;
    const Json* value = find(path);
    if (value == nullptr) {
        return texts;
    }
    if (!value->is_array()) {
        refuse(path, "is no list");
    }
    for (const Json& item : value->get_array()) {
        texts.push_back(item.is_string() ? std::string(textOf(item.get_string())) : boost::json::serialize(item));
    }
    return texts;
}

const JsonObject& Configuration::section(std::string_view path) const {
    const Json* value = find(path);
    if (value == nullptr || !value->is_object()) {
        refuse(path, "is no section");
    }
    return value->get_object();
}

} // namespace tenon::config
