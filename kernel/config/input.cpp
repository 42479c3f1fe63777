#include "input.h"

#include "declaration.h"

#include <kernel/schema/text_inspection.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace tenon::config {

namespace {

Json valueOf(const Node& node, const JsonObject& description);

/// A plain scalar as YAML's core schema types it, for values whose type nobody declared.
Json typed(const Node& scalar) {
    const std::string& text = scalar.text;
    if (scalar.isQuoted) {
        return Json(text);
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    const char* end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end) {
        return whole;
    }
    double number = 0;
    const bool isNumeric = text.find_first_not_of("0123456789+-.eE") == std::string::npos;
    if (const auto read = std::from_chars(text.data(), end, number);
        isNumeric && read.ec == std::errc() && read.ptr == end) {
        return number;
    }
    return Json(text);
}

Json undeclared(const Node& node) {
    switch (node.kind) {
    case Node::Kind::Scalar:
        return typed(node);
    case Node::Kind::List: {
        JsonArray items;
        for (const Node& item : node.items) {
            items.push_back(undeclared(item));
        }
        return items;
    }
    case Node::Kind::Map: {
        JsonObject members;
        for (const Node::Entry& entry : node.members) {
            members[entry.name] = undeclared(entry.value);
        }
        return members;
    }
    case Node::Kind::Null:
        break;
    }
    return {};
}

/// Text for a field of type `json`, which takes texts as JSON.
Json jsonText(const Node& node) {
    const bool isOverride = node.kind == Node::Kind::Scalar && node.origin.layer != Layer::File;
    return isOverride ? Json(node.text) : Json(boost::json::serialize(undeclared(node)));
}

Json listOf(const Node& node) {
    const std::string_view text = schema::trimmed(node.text);
    if (node.isQuoted || node.origin.layer == Layer::File) {
        return JsonArray{Json(node.text)};
    }
    if (text.starts_with('[')) {
        return Json(text); // a list as JSON text
    }
    JsonArray items;
    for (std::size_t start = 0; start <= text.size() && !text.empty();) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        items.emplace_back(schema::trimmed(text.substr(start, comma - start)));
        start = comma + 1;
    }
    return items;
}

Json itemsOf(const Node& list, const JsonObject& item) {
    JsonArray items;
    for (const Node& node : list.items) {
        items.push_back(valueOf(node, item));
    }
    return items;
}

Json valueOf(const Node& node, const JsonObject& description) {
    const std::string_view type = textAt(description, "type");
    if (type == "json") {
        return jsonText(node);
    }
    switch (node.kind) {
    case Node::Kind::Scalar:
        return type == "list" ? listOf(node) : Json(node.text);
    case Node::Kind::List:
        return itemsOf(node, itemOf(description));
    case Node::Kind::Map:
        return inputOf(node, membersOf(description));
    case Node::Kind::Null:
        break;
    }
    return {};
}

} // namespace

JsonObject inputOf(const Node& map, const JsonArray& declared) {
    JsonObject input;
    for (const Node::Entry& entry : map.members) {
        const JsonObject* description = describedAs(declared, entry.name);
        if (description == nullptr) {
            input[entry.name] = undeclared(entry.value);
        } else if (entry.value.kind != Node::Kind::Null) {
            input[entry.name] = valueOf(entry.value, *description);
        }
    }
    for (const Json& field : declared) {
        const JsonObject& description = field.get_object();
        const std::string_view name = textAt(description, "name");
        if (textAt(description, "type") == "object" && !input.contains(name)) {
            input[name] = inputOf(Node{.kind = Node::Kind::Map}, membersOf(description));
        }
    }
    return input;
}

} // namespace tenon::config
