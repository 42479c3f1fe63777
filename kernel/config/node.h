#pragma once

#include "origin.h"

#include <string>
#include <string_view>
#include <vector>

namespace tenon::config {

/// A piece of configuration as it was written, with its place. Types come later, from the declared fields.
struct Node {
    enum class Kind { Null, Scalar, List, Map };
    struct Entry;

    Kind kind = Kind::Null;
    Origin origin;
    std::string text;           ///< Of a scalar.
    bool isQuoted = false;      ///< The scalar stood in quotes.
    bool isSecret = false;      ///< Never shown.
    std::vector<Node> items;    ///< Of a list.
    std::vector<Entry> members; ///< Of a map, in the order of the file.

    /// The member `name` of a map, or null.
    [[nodiscard]] const Entry* find(std::string_view name) const;
    [[nodiscard]] Entry* find(std::string_view name);

    /// Puts `value` at the dotted `path` below this map; maps are made on the way, in place of anything else.
    void put(std::string_view path, Node value);
};

/// A name with its value.
struct Node::Entry {
    std::string name;
    Origin origin; ///< Of the name.
    Node value;
};

/// What a dotted path leads to.
struct Located {
    const Node* node; ///< Null when the path ends before.
    Origin origin;    ///< Of the node, or of the last one on the way.
    Origin name;      ///< Of the name or item that was reached last.
};

/// Follows "lines.2.quantity" from `root`. Names may hold dots themselves.
[[nodiscard]] Located located(const Node& root, std::string_view path);

} // namespace tenon::config
