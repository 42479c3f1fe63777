#pragma once

#include <tenon/export.h>
#include <tenon/json.h>

#include <string>
#include <string_view>

namespace tenon {

/// A sentence for a person: an English template and what its {placeholders} stand for.
///
/// The template is the key of the translation in a module's `locale/<language>.json`, so a sentence is written once, in
/// the code that says it. A sentence holds no secret, no SQL and no path.
class TENON_API Message {
public:
    Message(const char* text) : _text(text) {} // NOLINT(google-explicit-constructor)

    Message(std::string text) : _text(std::move(text)) {} // NOLINT(google-explicit-constructor)

    Message(std::string text, JsonObject arguments) : _text(std::move(text)), _arguments(std::move(arguments)) {}

    /// The English template; also the key of its translations.
    [[nodiscard]] const std::string& text() const { return _text; }

    [[nodiscard]] const JsonObject& arguments() const { return _arguments; }

    /// The sentence in English.
    [[nodiscard]] std::string english() const { return filled(_text); }

    /// `translated` with this message's arguments put in place of its {placeholders}.
    [[nodiscard]] std::string filled(std::string_view translated) const;

private:
    std::string _text;
    JsonObject _arguments;
};

} // namespace tenon
