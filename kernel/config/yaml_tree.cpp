#include "yaml_tree.h"

#include <kernel/schema/text_inspection.h>

namespace tenon::config {

namespace {

constexpr std::size_t depthLimit = 32;
constexpr std::size_t nodeLimit = 20'000;

} // namespace

Origin originOf(const std::string& file, const YAML::Mark& mark) {
    return {.layer = Layer::File, .name = file, .line = mark.line + 1, .column = mark.column + 1};
}

void YamlTree::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    add({.kind = Node::Kind::Null, .origin = originOf(_file, mark)}, anchor, 1);
}

void YamlTree::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const Origin origin = originOf(_file, mark);
    const auto found = _anchored.find(anchor);
    if (found == _anchored.end()) {
        throw YamlLimit({origin, path(), "An alias must not stand inside what it repeats."});
    }
    // Counted before it is copied: that is what stops an alias bomb.
    count(origin, found->second.count);
    place(found->second.node);
}

void YamlTree::OnScalar(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value
) {
    const Origin origin = originOf(_file, mark);
    checkTag(origin, tag);
    checkText(origin, value);
    add({.kind = Node::Kind::Scalar, .origin = origin, .text = value, .isQuoted = tag == "!"}, anchor, 1);
}

void YamlTree::OnSequenceStart(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value
) {
    open({.kind = Node::Kind::List, .origin = originOf(_file, mark)}, tag, anchor);
}

void YamlTree::OnMapStart(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value
) {
    open({.kind = Node::Kind::Map, .origin = originOf(_file, mark)}, tag, anchor);
}

void YamlTree::open(Node node, const std::string& tag, YAML::anchor_t anchor) {
    checkTag(node.origin, tag);
    if (_open.size() == depthLimit) {
        throw YamlLimit({node.origin, "", "The file is nested deeper than 32 levels."});
    }
    const std::size_t before = _count;
    count(node.origin, 1);
    _open.push_back({std::move(node), anchor, before, std::nullopt});
}

void YamlTree::close() {
    Open closed = std::move(_open.back());
    _open.pop_back();
    if (closed.anchor != YAML::NullAnchor) {
        _anchored[closed.anchor] = {closed.node, _count - closed.countBefore};
    }
    place(std::move(closed.node));
}

void YamlTree::add(Node node, YAML::anchor_t anchor, std::size_t nodes) {
    count(node.origin, nodes);
    if (anchor != YAML::NullAnchor) {
        _anchored[anchor] = {node, nodes};
    }
    place(std::move(node));
}

void YamlTree::place(Node node) {
    if (_open.empty()) {
        _root = std::move(node);
        return;
    }
    Open& parent = _open.back();
    if (parent.node.kind == Node::Kind::List) {
        parent.node.items.push_back(std::move(node));
    } else if (parent.key) {
        placeValue(parent, std::move(node));
    } else {
        parent.key = std::move(node);
    }
}

void YamlTree::placeValue(Open& map, Node value) {
    const Node key = *map.key;
    if (key.kind != Node::Kind::Scalar) {
        _faults.push_back({key.origin, "", "The name of a setting must be a text."});
    } else if (map.node.find(key.text) != nullptr) {
        _faults.push_back({key.origin, path(), "This name stands twice in the same map."});
    } else {
        map.node.members.push_back({key.text, key.origin, std::move(value)});
    }
    map.key.reset();
}

void YamlTree::count(const Origin& origin, std::size_t nodes) {
    _count += nodes;
    if (_count > nodeLimit) {
        throw YamlLimit({origin, "", "The file holds more than 20,000 values, those repeated by aliases included."});
    }
}

void YamlTree::checkTag(const Origin& origin, const std::string& tag) {
    const bool isWritten = !tag.empty() && tag != "?" && tag != "!";
    if (isWritten) {
        _faults.push_back({origin, path(), "found the tag " + tag + ": Tags are not used here."});
    }
}

// An escape can give what the file itself must not hold, and yaml-cpp gives single bytes for \N and \_.
void YamlTree::checkText(const Origin& origin, const std::string& text) {
    const schema::TextFacts facts = schema::inspect(text);
    if (!facts.wellFormed || facts.hasControls) {
        _faults.push_back(
            {origin, path(), "An escape gives a control character, or is \\N or \\_, which are not read here."}
        );
    }
}

std::string YamlTree::path() const {
    std::string path;
    for (const Open& open : _open) {
        const bool isList = open.node.kind == Node::Kind::List;
        const std::string part = isList     ? std::to_string(open.node.items.size())
                                 : open.key ? open.key->text
                                            : std::string();
        path.append(path.empty() || part.empty() ? "" : ".").append(part);
    }
    return path;
}

} // namespace tenon::config
