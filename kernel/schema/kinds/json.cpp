/// json, file.

#include "kinds.h"

#include <kernel/schema/json_check.h>

namespace tenon::schema {

namespace {

class JsonKind final : public Kind {
public:
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

    JsonObject jsonSchema(Direction) const override { return {}; }
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

KindPtr jsonKind(const JsonObject&) { return std::make_unique<JsonKind>(); }

KindPtr fileKind(const JsonObject&) { return std::make_unique<FileKind>(); }

} // namespace tenon::schema
