#include "secrets.h"

#include "declaration.h"
#include "secret_file.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace tenon::config {

namespace {

std::string below(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + '.' + std::string(name);
}

/// "database.url" -> "TENON_DATABASE__URL".
std::string variableFor(std::string_view path) {
    std::string name = "TENON_";
    for (const char c : path) {
        name.append(c == '.' ? "__" : std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(c)))));
    }
    return name;
}

bool holdsSecret(const JsonObject& description) {
    const auto isSecret = [](const Json& member) { return holdsSecret(member.get_object()); };
    return textAt(description, "type") == "secret" || std::ranges::any_of(membersOf(description), isSecret)
           || (!itemOf(description).empty() && holdsSecret(itemOf(description)));
}

/// Whether one environment variable sets a value; members of a list's items have none.
enum class Reach { Variable, FileOnly };

class Resolver {
public:
    Resolver(const Environment& environment, Faults& faults) : _environment(environment), _faults(faults) {}

    void resolveMembers(Node& map, const JsonArray& declared, const std::string& path, Reach reach) {
        for (Node::Entry& entry : map.members) {
            if (const JsonObject* description = describedAs(declared, entry.name)) {
                const std::string here = below(path, entry.name);
                resolve(entry.value, *description, here, reach == Reach::Variable ? variableFor(here) : std::string());
            }
        }
    }

private:
    /// `variable` is the one that sets the value, or empty.
    void resolve(Node& node, const JsonObject& description, const std::string& path, const std::string& variable) {
        const std::string_view type = textAt(description, "type");
        if (type == "secret") {
            resolveSecret(node, path, variable);
        } else if (type == "object") {
            resolveMembers(node, membersOf(description), path, variable.empty() ? Reach::FileOnly : Reach::Variable);
        } else if (type == "list") {
            resolveItems(node, itemOf(description), path, variable);
        }
        // A scalar where a section or list should be may well hold the secrets of all of it.
        node.isSecret = node.isSecret || (node.kind == Node::Kind::Scalar && holdsSecret(description));
    }

    void resolveItems(Node& node, const JsonObject& item, const std::string& path, const std::string& listVariable) {
        const std::string variable = textAt(item, "type") == "secret" ? listVariable : std::string();
        if (node.kind != Node::Kind::List) {
            resolve(node, item, path, variable);
        }
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            resolve(node.items[i], item, below(path, std::to_string(i)), variable);
        }
    }

    void resolveSecret(Node& node, const std::string& path, const std::string& variable) {
        node.isSecret = true;
        const bool isReference = node.kind == Node::Kind::Map && node.members.size() == 1
                                 && node.members.front().value.kind == Node::Kind::Scalar;
        const bool isLiteral = node.kind == Node::Kind::Scalar && node.origin.layer == Layer::File;
        if (isReference && node.members.front().name == "file") {
            takeFile(node, path);
        } else if (isReference && node.members.front().name == "env") {
            takeVariable(node, path);
        } else if (node.kind == Node::Kind::Map || isLiteral) {
            const std::string other = variable.empty() ? "." : ", or set the environment variable " + variable + '.';
            refuse(node, path, "A secret must not be written here: give {file: PATH} or {env: NAME}" + other);
        }
    }

    void takeFile(Node& node, const std::string& path) {
        try {
            take(node, secretIn(node.members.front().value.text, _environment));
        } catch (const std::runtime_error& fault) {
            refuse(node, path, fault.what());
        }
    }

    void takeVariable(Node& node, const std::string& path) {
        const std::string& name = node.members.front().value.text;
        const auto found = _environment.find(name);
        if (found == _environment.end() || found->second.empty()) {
            refuse(node, path, "The environment variable " + name + " is not set.");
        } else {
            take(node, found->second);
        }
    }

    // Quoted, so that a comma does not make it a list.
    static void take(Node& node, std::string secret) {
        node.kind = Node::Kind::Scalar;
        node.text = std::move(secret);
        node.isQuoted = true;
        node.members.clear();
    }

    void refuse(Node& node, const std::string& path, std::string sentence) {
        _faults.push_back({node.origin, path, std::move(sentence)});
        take(node, {});
    }

    const Environment& _environment;
    Faults& _faults;
};

} // namespace

void resolveSecrets(
    Node& map, const JsonArray& declared, const std::string& path, const Environment& environment, Faults& faults
) {
    Resolver(environment, faults).resolveMembers(map, declared, path, Reach::Variable);
}

} // namespace tenon::config
