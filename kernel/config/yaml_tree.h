#pragma once

#include "fault.h"
#include "node.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tenon::config {

/// The place of a mark, counted from 1.
[[nodiscard]] Origin originOf(const std::string& file, const YAML::Mark& mark);

/// Thrown out of the parser when a document asks for more than it may have.
class YamlLimit : public std::exception {
public:
    explicit YamlLimit(Fault fault) : _fault(std::move(fault)) {}

    [[nodiscard]] const Fault& fault() const { return _fault; }

    [[nodiscard]] const char* what() const noexcept override { return _fault.sentence.c_str(); }

private:
    Fault _fault;
};

/// Builds nodes from the parser's events. The events come before anything is expanded, so that the limits hold.
class YamlTree final : public YAML::EventHandler {
public:
    YamlTree(const std::string& file, Faults& faults) : _file(file), _faults(faults) {}

    [[nodiscard]] Node takeRoot() { return std::move(_root); }

    /// Where the document begins.
    [[nodiscard]] const Origin& start() const { return _start; }

    void OnDocumentStart(const YAML::Mark& mark) override { _start = originOf(_file, mark); }

    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void
    OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
    void OnSequenceStart(
        const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style
    ) override;

    void OnSequenceEnd() override { close(); }

    void OnMapStart(
        const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style
    ) override;

    void OnMapEnd() override { close(); }

private:
    /// A list or map whose end has not come yet.
    struct Open {
        Node node;
        YAML::anchor_t anchor;
        std::size_t countBefore;
        std::optional<Node> key;
    };

    struct Anchored {
        Node node;
        std::size_t count;
    };

    void open(Node node, const std::string& tag, YAML::anchor_t anchor);
    void close();
    void add(Node node, YAML::anchor_t anchor, std::size_t count);
    void place(Node node);
    void placeValue(Open& map, Node value);
    void count(const Origin& origin, std::size_t nodes);
    void checkTag(const Origin& origin, const std::string& tag);
    void checkText(const Origin& origin, const std::string& text);
    [[nodiscard]] std::string path() const;

    const std::string& _file;
    Faults& _faults;
    Origin _start;
    Node _root;
    std::vector<Open> _open;
    std::map<YAML::anchor_t, Anchored> _anchored;
    std::size_t _count = 0;
};

} // namespace tenon::config
