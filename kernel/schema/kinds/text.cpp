/// text, secret.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

namespace tenon::schema {

namespace {

enum class Ends { Trimmed, Kept };

class TextKind final : public Kind {
public:
    TextKind(const JsonObject& description, Ends ends) : _lengths(lengthsOf(description)), _ends(ends) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (!sent.is_string()) {
            return reading.refuse(place, "Must be a text.");
        }
        const std::string_view whole = textOf(sent.get_string());
        const std::string_view text = _ends == Ends::Trimmed ? trimmed(whole) : whole;
        const TextFacts facts = inspect(text);
        if (!facts.wellFormed) {
            return reading.refuse(place, "Must be valid UTF-8.");
        }
        if (facts.hasControls) {
            return reading.refuse(place, "Must not contain control characters.");
        }
        if (_lengths.max && facts.codePoints > *_lengths.max) {
            return reading.refuse(place, {"Must be at most {max} characters.", {{"max", *_lengths.max}}});
        }
        if (_lengths.min && facts.codePoints < *_lengths.min) {
            return reading.refuse(place, {"Must be at least {min} characters.", {{"min", *_lengths.min}}});
        }
        return Json(text);
    }

    JsonObject jsonSchema(Direction) const override {
        JsonObject schema{{"type", "string"}};
        _lengths.describe(schema, "minLength", "maxLength");
        if (_ends == Ends::Kept) {
            schema["format"] = "password";
        }
        return schema;
    }

    bool takesEmptyText() const override { return true; }

private:
    Lengths _lengths;
    Ends _ends;
};

} // namespace

KindPtr textKind(const JsonObject& description) { return std::make_unique<TextKind>(description, Ends::Trimmed); }

// A blank at the end of a password belongs to it.
KindPtr secretKind(const JsonObject& description) { return std::make_unique<TextKind>(description, Ends::Kept); }

} // namespace tenon::schema
