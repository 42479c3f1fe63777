/// uuid, ref.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

#include <string>

namespace tenon::schema {

namespace {

/// `text` as a UUID in lower case; empty when it is none.
std::string uuidIn(std::string_view text) {
    if (text.size() != 36) {
        return {};
    }
    std::string uuid(text);
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        char& c = uuid[i];
        if (c >= 'A' && c <= 'F') {
            c = static_cast<char>(c + ('a' - 'A'));
        }
        const bool isHyphenPlace = i == 8 || i == 13 || i == 18 || i == 23;
        const bool isHexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (isHyphenPlace ? c != '-' : !isHexadecimal) {
            return {};
        }
    }
    return uuid;
}

std::string uuidIn(const Json& sent) {
    return sent.is_string() ? uuidIn(trimmed(textOf(sent.get_string()))) : std::string();
}

class UuidKind final : public Kind {
public:
    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::string uuid = uuidIn(sent);
        return uuid.empty() ? reading.refuse(place, "Must be a UUID.") : std::optional(Json(uuid));
    }

    JsonObject jsonSchema(Direction) const override { return {{"type", "string"}, {"format", "uuid"}}; }
};

class ReferenceKind final : public Kind {
public:
    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (const std::string uuid = uuidIn(sent); !uuid.empty()) {
            return Json(uuid);
        }
        const bool isReadable = !sent.is_string() || reading.scalars == Scalars::Text;
        const std::optional<std::int64_t> id = isReadable ? wholeNumber(sent) : std::nullopt;
        if (!id || *id <= 0) {
            return reading.refuse(place, "Must be the id or UUID of a record.");
        }
        return Json(*id);
    }

    JsonObject jsonSchema(Direction) const override {
        return {{"anyOf", {{{"type", "integer"}, {"minimum", 1}}, {{"type", "string"}, {"format", "uuid"}}}}};
    }
};

} // namespace

KindPtr uuidKind(const JsonObject&) { return std::make_unique<UuidKind>(); }

KindPtr referenceKind(const JsonObject&) { return std::make_unique<ReferenceKind>(); }

} // namespace tenon::schema
