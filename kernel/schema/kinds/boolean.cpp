/// boolean.

#include "kinds.h"

#include <kernel/schema/text_inspection.h>

#include <algorithm>
#include <array>

namespace tenon::schema {

namespace {

std::optional<bool> truthOf(std::string_view text) {
    constexpr std::array<std::string_view, 4> yes{"true", "1", "yes", "on"};
    constexpr std::array<std::string_view, 4> no{"false", "0", "no", "off"};
    const auto isText = [text = trimmed(text)](std::string_view word) { return sameWithoutCase(text, word); };
    if (std::ranges::any_of(yes, isText)) {
        return true;
    }
    return std::ranges::any_of(no, isText) ? std::optional(false) : std::nullopt;
}

class BooleanKind final : public Kind {
public:
    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (sent.is_bool()) {
            return sent;
        }
        if (sent.is_string() && reading.scalars == Scalars::Text) {
            if (const std::optional<bool> truth = truthOf(textOf(sent.get_string()))) {
                return Json(*truth);
            }
        }
        return reading.refuse(place, "Must be true or false.");
    }

    JsonObject jsonSchema(Direction) const override { return {{"type", "boolean"}}; }
};

} // namespace

KindPtr booleanKind(const JsonObject&) { return std::make_unique<BooleanKind>(); }

} // namespace tenon::schema
