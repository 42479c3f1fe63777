#include "members.h"

#include "json_check.h"

#include <algorithm>
#include <stdexcept>

namespace tenon::schema {

namespace {

/// What was sent for a member: the value under the first of its spellings, and how many spellings were used.
struct Sent {
    const Json* value = nullptr;
    std::string_view spelling;
    std::size_t count = 0;
};

Sent sentFor(const Member& member, const JsonObject& input) {
    Sent sent;
    for (const std::string& spelling : member.spellings()) {
        const Json* found = input.if_contains(spelling);
        if (found == nullptr) {
            continue;
        }
        if (sent.count++ == 0) {
            sent.value = found;
            sent.spelling = spelling;
        }
    }
    return sent;
}

const char* faultOfMember(std::string_view name, const Json& value) {
    const char* fault = faultOfJson(Json(name));
    return fault != nullptr ? fault : faultOfJson(value);
}

void readAbsent(const Member& member, const Place& place, Reading& reading, JsonObject& accepted) {
    if (member.isRequired() && !member.isReadOnly()) {
        reading.faults.add({place, member.name()}, "This field is required.");
    } else if (member.initial()) {
        accepted.emplace(member.name(), *member.initial());
    }
}

} // namespace

Members::Members(const JsonArray& descriptions) {
    _members.reserve(descriptions.size());
    for (const Json& description : descriptions) {
        Member member(description.as_object());
        for (const std::string& spelling : member.spellings()) {
            if (find(spelling) != nullptr) {
                throw std::invalid_argument("field '" + spelling + "' is declared twice");
            }
        }
        _members.push_back(std::move(member));
    }
}

JsonObject
Members::read(const JsonObject& input, const Place& place, Reading& reading, Presence presence, Unknown unknown) const {
    JsonObject accepted;
    accepted.reserve(_members.size());
    std::size_t known = 0;
    for (const Member& member : _members) {
        const Sent sent = sentFor(member, input);
        known += sent.count;
        if (member.isFile()) {
            continue;
        }
        if (sent.value == nullptr) {
            if (presence == Presence::Whole) {
                readAbsent(member, place, reading, accepted);
            }
            continue;
        }
        const Place here(place, sent.spelling);
        if (member.isReadOnly()) {
            reading.faults.add(here, "This field is read-only.");
        } else if (std::optional<Json> value = member.read(*sent.value, here, reading)) {
            accepted.emplace(member.name(), std::move(*value));
        }
    }
    if (known < input.size() && unknown != Unknown::Ignore) {
        readUnknown(input, place, reading, unknown, accepted);
    }
    return accepted;
}

void Members::readUnknown(
    const JsonObject& input, const Place& place, Reading& reading, Unknown unknown, JsonObject& accepted
) const {
    for (const auto& [key, value] : input) {
        const std::string_view name(key.data(), key.size());
        if (reading.faults.areFull()) {
            return;
        }
        if (find(name) != nullptr) {
            continue;
        }
        const Place here(place, name);
        const char* fault = unknown == Unknown::Refuse ? unknownField : faultOfMember(name, value);
        if (fault != nullptr) {
            reading.faults.add(here, fault);
        } else {
            accepted.emplace(name, value);
        }
    }
}

const Member* Members::find(std::string_view spelling) const {
    for (const Member& member : _members) {
        if (std::ranges::find(member.spellings(), spelling) != member.spellings().end()) {
            return &member;
        }
    }
    return nullptr;
}

JsonObject Members::jsonSchema(Direction direction) const {
    JsonObject properties;
    JsonArray required;
    for (const Member& member : _members) {
        if (direction == Direction::In ? member.isReadOnly() : member.isWriteOnly() || member.isFile()) {
            continue;
        }
        properties[member.name()] = member.jsonSchema(direction);
        if (member.isRequired()) {
            required.emplace_back(member.name());
        }
    }
    JsonObject schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (direction == Direction::In) {
        schema["additionalProperties"] = false;
        if (!required.empty()) {
            schema["required"] = std::move(required);
        }
    }
    return schema;
}

} // namespace tenon::schema
