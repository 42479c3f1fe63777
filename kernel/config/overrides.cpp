#include "overrides.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unistd.h>

namespace tenon::config {

namespace {

constexpr std::string_view prefix = "TENON_";

/// "TENON_SERVER__ADMIN_LISTEN" -> "server.admin_listen".
std::string pathOf(std::string_view variable) {
    std::string path;
    variable.remove_prefix(prefix.size());
    while (!variable.empty()) {
        if (variable.starts_with("__")) {
            path += '.';
            variable.remove_prefix(2);
            continue;
        }
        const char c = variable.front();
        path += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        variable.remove_prefix(1);
    }
    return path;
}

bool isNameCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; }

/// Whether `path` is a dotted name. Others are not repeated to the reader: a slip may have put a secret there.
bool isPath(std::string_view path) {
    constexpr std::ptrdiff_t deepest = 32;
    return !path.empty() && path.front() != '.' && path.back() != '.' && path.find("..") == std::string_view::npos
           && std::ranges::all_of(path, isNameCharacter) && std::ranges::count(path, '.') < deepest;
}

Node scalar(std::string text, Origin origin) {
    return {.kind = Node::Kind::Scalar, .origin = std::move(origin), .text = std::move(text)};
}

} // namespace

Environment processEnvironment() {
    Environment environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (const std::size_t equals = text.find('='); equals != std::string_view::npos) {
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return environment;
}

void applyEnvironment(const Environment& environment, Node& root) {
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(prefix) || name.find("__") == std::string::npos) {
            continue;
        }
        if (const std::string path = pathOf(name); isPath(path)) {
            root.put(path, scalar(value, {.layer = Layer::Environment, .name = name}));
        }
    }
}

void applyArguments(std::span<const std::string> arguments, Node& root, Faults& faults) {
    for (const std::string& argument : arguments) {
        const std::size_t equals = argument.find('=');
        const std::string_view path = std::string_view(argument).substr(0, equals);
        const Origin origin{.layer = Layer::Argument};
        if (equals == std::string::npos || !isPath(path)) {
            faults.push_back({origin, std::string(isPath(path) ? path : ""), "Must be written as section.name=value."});
        } else {
            root.put(path, scalar(argument.substr(equals + 1), origin));
        }
    }
}

} // namespace tenon::config
