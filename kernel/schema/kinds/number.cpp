/// number.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

#include <charconv>
#include <cmath>

namespace tenon::schema {

namespace {

std::optional<double> finite(double number) { return std::isfinite(number) ? std::optional(number) : std::nullopt; }

std::optional<double> numberIn(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end ? finite(number) : std::nullopt;
}

std::optional<double> numberOf(const Json& value) {
    if (value.is_string()) {
        return numberIn(trimmed(textOf(value.get_string())));
    }
    return value.is_number() ? finite(value.to_number<double>()) : std::nullopt;
}

class NumberKind final : public Kind {
public:
    explicit NumberKind(const JsonObject& description)
        : _min(limitAt<double>(description, "min", numberOf)), _max(limitAt<double>(description, "max", numberOf)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const bool isReadable = !sent.is_string() || reading.scalars == Scalars::Text;
        const std::optional<double> number = isReadable ? numberOf(sent) : std::nullopt;
        if (!number) {
            return reading.refuse(place, "Must be a number.");
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
        JsonObject schema{{"type", "number"}, {"format", "double"}};
        if (_min) {
            schema["minimum"] = *_min;
        }
        if (_max) {
            schema["maximum"] = *_max;
        }
        return schema;
    }

private:
    std::optional<double> _min;
    std::optional<double> _max;
};

} // namespace

KindPtr numberKind(const JsonObject& description) { return std::make_unique<NumberKind>(description); }

} // namespace tenon::schema
