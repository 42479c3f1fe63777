#include "check.h"

#include "declaration.h"
#include "input.h"
#include "secrets.h"
#include "suggestion.h"

#include <kernel/schema/schema.h>
#include <kernel/schema/text_inspection.h>

#include <algorithm>

namespace tenon::config {

namespace {

std::string joined(const std::string& path, const std::string& rest) {
    return path.empty() || rest.empty() ? path + rest : path + '.' + rest;
}

bool isUnknown(const FieldError& error) { return error.message.text() == schema::unknownField; }

std::string unknownSentence(const std::string& path, const std::vector<std::string>& names) {
    const std::string meant = suggestionFor(path, names);
    return meant.empty() ? "Unknown setting." : "Unknown setting; did you mean " + meant + '?';
}

/// A value for a person's terminal: one short line of printable characters.
std::string printable(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t end = std::min(text.size(), longest);
    const auto isInside = [text](std::size_t at) { return at < text.size() && (text[at] & 0xC0) == 0x80; };
    while (end > 0 && isInside(end)) {
        --end;
    }
    std::string shown(text.substr(0, end));
    const bool isText = schema::inspect(shown).wellFormed;
    std::ranges::replace_if(
        shown, [isText](unsigned char c) { return c < 0x20 || c == 0x7F || (c > 0x7F && !isText); }, '?'
    );
    return end < text.size() ? shown + "…" : shown;
}

/// What stands at a place, for a person; empty when there is nothing or it must not be shown.
std::string foundAt(const Node* node) {
    if (node == nullptr || node->isSecret) {
        return {};
    }
    switch (node->kind) {
    case Node::Kind::Scalar:
        return "found \"" + printable(node->text) + "\": ";
    case Node::Kind::List:
        return "found a list: ";
    case Node::Kind::Map:
        return "found a map: ";
    case Node::Kind::Null:
        break;
    }
    return {};
}

Fault faultOf(
    const FieldError& error, const Node& map, const std::string& path, const std::vector<std::string>& names
) {
    const Located place = located(map, error.field);
    const std::string whole = joined(path, error.field);
    if (isUnknown(error)) {
        return {place.name, whole, unknownSentence(whole, names)};
    }
    return {place.origin, whole, foundAt(place.node) + error.message.english()};
}

bool isReported(const Faults& faults, const std::string& path) {
    return std::ranges::find(faults, path, &Fault::path) != faults.end();
}

} // namespace

Checked
check(Node map, const JsonArray& declared, const std::string& path, const Environment& environment, Faults& faults) {
    const std::size_t before = faults.size();
    Checked checked{{}, std::move(map)};
    resolveSecrets(checked.tree, declared, path, environment, faults);
    try {
        const schema::Schema schema(declared);
        checked.values = schema.accept(
            inputOf(checked.tree, declared), schema::Presence::Whole, schema::Unknown::Refuse, schema::Scalars::Text
        );
    } catch (const Invalid& invalid) {
        const std::vector<std::string> names = settingNames(declared, path.empty() ? path : path + '.');
        for (const FieldError& error : invalid.fields()) {
            if (!isReported(faults, joined(path, error.field))) {
                faults.push_back(faultOf(error, checked.tree, path, names));
            }
        }
    }
    if (faults.size() > before) {
        checked.values.clear();
    }
    return checked;
}

} // namespace tenon::config
