/// email.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

#include <algorithm>

namespace tenon::schema {

namespace {

bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 5322, 3.2.3: atext.
bool isAtomCharacter(char c) {
    return isAlphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// Whether `text` is a sequence of parts with dots between them, each of which `isPart` accepts.
template <typename IsPart>
bool isDotted(std::string_view text, IsPart isPart) {
    while (true) {
        const std::size_t dot = text.find('.');
        if (!isPart(text.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

bool isAtom(std::string_view part) { return !part.empty() && std::ranges::all_of(part, isAtomCharacter); }

// RFC 1035, 2.3.1 as relaxed by RFC 1123, 2.1.
bool isHostLabel(std::string_view label) {
    const auto isAllowed = [](char c) { return isAlphanumeric(c) || c == '-'; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
           && std::ranges::all_of(label, isAllowed);
}

// RFC 5321, 4.5.3.1: 64 octets of local part, 255 of domain; 254 in all by 4.5.3.1.3.
bool isAddress(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at > 64 || text.size() > 254) {
        return false;
    }
    return isDotted(text.substr(0, at), isAtom) && isDotted(text.substr(at + 1), isHostLabel);
}

class EmailKind final : public Kind {
public:
    explicit EmailKind(const JsonObject& description) : _lengths(lengthsOf(description)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::string_view text = sent.is_string() ? trimmed(textOf(sent.get_string())) : std::string_view();
        if (!isAddress(text)) {
            return reading.refuse(place, "Must be an e-mail address.");
        }
        if (_lengths.max && text.size() > *_lengths.max) {
            return reading.refuse(place, {"Must be at most {max} characters.", {{"max", *_lengths.max}}});
        }
        return Json(text);
    }

    JsonObject jsonSchema(Direction) const override {
        JsonObject schema{{"type", "string"}, {"format", "email"}};
        _lengths.describe(schema, "minLength", "maxLength");
        return schema;
    }

private:
    Lengths _lengths;
};

} // namespace

KindPtr emailKind(const JsonObject& description) { return std::make_unique<EmailKind>(description); }

} // namespace tenon::schema
