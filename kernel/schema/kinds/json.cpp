/// json, file.

#include "kinds.h"

#include <kernel/schema/json_check.h>
#include <kernel/schema/members.h>

#include <optional>

namespace tenon::schema {

namespace {

/// Any value. Where members are described, they are what the API document shows; whoever takes the value checks it.
class JsonKind final : public Kind {
public:
    explicit JsonKind(const JsonObject& description) {
        if (const Json* members = description.if_contains("fields")) {
            _shown.emplace(members->as_array());
        }
    }

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::optional<Json> parsed =
            sent.is_string() && reading.scalars == Scalars::Text ? parsedJson(textOf(sent.get_string())) : sent;
        if (!parsed) {
            return reading.refuse(place, "Must be JSON.");
        }
        if (const char* fault = faultOfJson(*parsed)) {
            return reading.refuse(place, fault);
        }
        return parsed;
    }

    JsonObject jsonSchema(Direction direction) const override {
        return _shown ? _shown->jsonSchema(direction) : JsonObject();
    }

private:
    std::optional<Members> _shown;
};

/// Files travel beside the fields of a body; whoever takes the upload checks them.
class FileKind final : public Kind {
public:
    std::optional<Json> read(const Json&, const Place&, Reading&) const override { return std::nullopt; }

    JsonObject jsonSchema(Direction) const override {
        return {{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
    }
};

} // namespace

KindPtr jsonKind(const JsonObject& description) { return std::make_unique<JsonKind>(description); }

KindPtr fileKind(const JsonObject&) { return std::make_unique<FileKind>(); }

} // namespace tenon::schema
