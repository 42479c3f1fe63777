/// list, object.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/json_check.h>
#include <kernel/schema/members.h>
#include <kernel/schema/text_inspection.h>

#include <stdexcept>

namespace tenon::schema {

namespace {

/// A list or object that a form carries as JSON text, parsed; otherwise `sent` itself.
std::optional<Json> structureOf(const Json& sent, const Reading& reading) {
    const bool isText = sent.is_string() && reading.scalars == Scalars::Text;
    return isText ? parsedJson(textOf(sent.get_string())) : std::nullopt;
}

const JsonObject& itemOf(const JsonObject& description) {
    const Json* of = description.if_contains("of");
    if (of == nullptr || !of->is_object()) {
        throw std::invalid_argument("a list needs the description of its items");
    }
    return of->get_object();
}

const JsonArray& membersOf(const JsonObject& description) {
    const Json* members = description.if_contains("fields");
    if (members == nullptr || !members->is_array()) {
        throw std::invalid_argument("an object needs the descriptions of its members");
    }
    return members->get_array();
}

class ListKind final : public Kind {
public:
    explicit ListKind(const JsonObject& description) : _item(itemOf(description)), _lengths(lengthsOf(description)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::optional<Json> parsed = structureOf(sent, reading);
        const Json& list = parsed ? *parsed : sent;
        if (!list.is_array()) {
            return reading.refuse(place, "Must be a list.");
        }
        const JsonArray& items = list.get_array();
        if (_lengths.max && items.size() > *_lengths.max) {
            return reading.refuse(place, {"Must have at most {max} items.", {{"max", *_lengths.max}}});
        }
        if (_lengths.min && items.size() < *_lengths.min) {
            return reading.refuse(place, {"Must have at least {min} items.", {{"min", *_lengths.min}}});
        }
        return readItems(items, place, reading);
    }

    JsonObject jsonSchema(Direction direction) const override {
        JsonObject schema{{"type", "array"}, {"items", _item.jsonSchema(direction)}};
        _lengths.describe(schema, "minItems", "maxItems");
        return schema;
    }

private:
    std::optional<Json> readItems(const JsonArray& items, const Place& place, Reading& reading) const {
        JsonArray accepted;
        accepted.reserve(items.size());
        for (std::size_t i = 0; i < items.size() && !reading.faults.areFull(); ++i) {
            if (std::optional<Json> value = _item.read(items[i], Place(place, i), reading)) {
                accepted.push_back(std::move(*value));
            }
        }
        return accepted.size() == items.size() ? std::optional<Json>(std::move(accepted)) : std::nullopt;
    }

    Member _item;
    Lengths _lengths;
};

/// A nested object is always stated as a whole: a PATCH replaces it.
class ObjectKind final : public Kind {
public:
    explicit ObjectKind(const JsonObject& description) : _members(membersOf(description)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::optional<Json> parsed = structureOf(sent, reading);
        const Json& object = parsed ? *parsed : sent;
        if (!object.is_object()) {
            return reading.refuse(place, "Must be an object.");
        }
        return _members.read(object.get_object(), place, reading, Presence::Whole, Unknown::Refuse);
    }

    JsonObject jsonSchema(Direction direction) const override { return _members.jsonSchema(direction); }

private:
    Members _members;
};

} // namespace

KindPtr listKind(const JsonObject& description) { return std::make_unique<ListKind>(description); }

KindPtr objectKind(const JsonObject& description) { return std::make_unique<ObjectKind>(description); }

} // namespace tenon::schema
