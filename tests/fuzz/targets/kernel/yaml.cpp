/// Configuration files: the tree that was read is read again from its plainest form; the limits hold.

#include <kernel/config/configuration.h>
#include <kernel/config/yaml.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/json.h>

using namespace tenon::config;
using tenon::fuzz::claim;

namespace {

std::string quoted(const std::string& text) { return boost::json::serialize(tenon::Json(text)); }

/// Flow style, every text in double quotes.
std::string written(const Node& node) {
    std::string out;
    switch (node.kind) {
    case Node::Kind::Null:
        return "~";
    case Node::Kind::Scalar:
        return quoted(node.text);
    case Node::Kind::List:
        for (const Node& item : node.items) {
            out.append(out.empty() ? "" : ", ").append(written(item));
        }
        return '[' + out + ']';
    case Node::Kind::Map:
        break;
    }
    for (const Node::Entry& entry : node.members) {
        out.append(out.empty() ? "" : ", ").append(quoted(entry.name)).append(": ").append(written(entry.value));
    }
    return '{' + out + '}';
}

void trySettings(std::string_view document) {
    using namespace tenon::fields;
    static const std::vector<Section> sections{
        {"server", {text("listen").initial("127.0.0.1:0"), integer("workers").min(0), duration("wait"), bytes("room")}},
        {"auth", {list("keys", object("key", {text("id"), secret("secret")})), choice("mode", {"a", "b"})}},
    };
    Faults faults;
    Node tree = readYaml(document, "tenon.yaml", faults);
    tenon::JsonArray declared;
    for (const Section& section : sections) {
        declared.emplace_back(object(section.name, section.fields).description());
    }
    const std::size_t before = faults.size();
    const Checked checked = check(std::move(tree), declared, "", {}, faults);
    claim(checked.values.empty() || faults.size() == before, "settings with faults have no values");
    for (const Fault& fault : faults) {
        claim(!fault.text().empty(), "every fault has a sentence");
    }
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Faults faults;
    const Node tree = readYaml(bytes, "tenon.yaml", faults);
    claim(tree.kind == Node::Kind::Map, "a file is a map of sections");
    if (faults.empty()) {
        Faults none;
        const std::string text = written(tree);
        const Node again = readYaml(text, "tenon.yaml", none);
        claim(text.size() > 1 << 20 || (none.empty() && written(again) == text), "the tree survives");
    }
    trySettings(bytes);
}
