#include "node.h"

#include <algorithm>
#include <charconv>

namespace tenon::config {

namespace {

/// One step of a path: where it leads, and what remains of the path behind it.
struct Step {
    const Node* node = nullptr;
    Origin name;
    std::string_view rest;
};

Step memberStep(const Node& map, std::string_view path) {
    for (const Node::Entry& entry : map.members) {
        const bool isPrefix = path.starts_with(entry.name);
        if (isPrefix && (path.size() == entry.name.size() || path[entry.name.size()] == '.')) {
            return {&entry.value, entry.origin, path.substr(std::min(path.size(), entry.name.size() + 1))};
        }
    }
    return {};
}

Step itemStep(const Node& list, std::string_view path) {
    const std::string_view number = path.substr(0, path.find('.'));
    std::size_t index = list.items.size();
    std::from_chars(number.data(), number.data() + number.size(), index);
    if (index >= list.items.size()) {
        return {};
    }
    const Node& item = list.items[index];
    return {&item, item.origin, path.substr(std::min(path.size(), number.size() + 1))};
}

} // namespace

const Node::Entry* Node::find(std::string_view name) const {
    const auto entry = std::ranges::find(members, name, &Entry::name);
    return entry == members.end() ? nullptr : &*entry;
}

Node::Entry* Node::find(std::string_view name) {
    const auto entry = std::ranges::find(members, name, &Entry::name);
    return entry == members.end() ? nullptr : &*entry;
}

void Node::put(std::string_view path, Node value) {
    if (kind != Kind::Map) {
        *this = Node{.kind = Kind::Map, .origin = value.origin};
    }
    const std::size_t dot = path.find('.');
    Entry* entry = find(path.substr(0, dot));
    if (entry == nullptr) {
        members.push_back({std::string(path.substr(0, dot)), value.origin, Node{}});
        entry = &members.back();
    }
    if (dot == std::string_view::npos) {
        entry->origin = value.origin;
        entry->value = std::move(value);
    } else {
        entry->value.put(path.substr(dot + 1), std::move(value));
    }
}

Located located(const Node& root, std::string_view path) {
    Located found{&root, root.origin, root.origin};
    while (!path.empty()) {
        Step step = found.node->kind == Node::Kind::List ? itemStep(*found.node, path) : memberStep(*found.node, path);
        if (step.node == nullptr) {
            return {nullptr, found.origin, found.name};
        }
        found = {step.node, step.node->origin, std::move(step.name)};
        path = step.rest;
    }
    return found;
}

} // namespace tenon::config
