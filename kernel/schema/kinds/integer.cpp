/// integer.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

namespace tenon::schema {

namespace {

constexpr auto readNumber = [](const Json& value) { return wholeNumber(value); };

class IntegerKind final : public Kind {
public:
    explicit IntegerKind(const JsonObject& description)
        : _min(limitAt<std::int64_t>(description, "min", readNumber)),
          _max(limitAt<std::int64_t>(description, "max", readNumber)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::optional<std::int64_t> number = numberOf(sent, reading);
        if (!number) {
            return reading.refuse(place, "Must be a whole number.");
        }
        if (_min && *number < *_min) {
            return reading.refuse(place, {"Must be at least {min}.", {{"min", *_min}}});
        }
        if (_max && *number > *_max) {
            return reading.refuse(place, {"Must be at most {max}.", {{"max", *_max}}});
        }
        return Json(*number);
    }

    JsonObject jsonSchema(Direction) const override {
        JsonObject schema{{"type", "integer"}, {"format", "int64"}};
        if (_min) {
            schema["minimum"] = *_min;
        }
        if (_max) {
            schema["maximum"] = *_max;
        }
        return schema;
    }

private:
    static std::optional<std::int64_t> numberOf(const Json& sent, const Reading& reading) {
        if (!sent.is_string()) {
            return wholeNumber(sent);
        }
        return reading.scalars == Scalars::Text ? wholeNumber(trimmed(textOf(sent.get_string()))) : std::nullopt;
    }

    std::optional<std::int64_t> _min;
    std::optional<std::int64_t> _max;
};

} // namespace

KindPtr integerKind(const JsonObject& description) { return std::make_unique<IntegerKind>(description); }

} // namespace tenon::schema
