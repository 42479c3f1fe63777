#include "documentation.h"

#include "declaration.h"

namespace tenon::config {

namespace {

/// A JSON text or flow value is YAML as well.
std::string written(const Json& value) { return boost::json::serialize(value); }

std::string typeOf(const JsonObject& description);

/// "{id: text, secret: secret}".
std::string membersText(const JsonObject& description) {
    std::string text;
    for (const Json& member : membersOf(description)) {
        const JsonObject& field = member.get_object();
        text.append(text.empty() ? "" : ", ").append(textAt(field, "name")).append(": ").append(typeOf(field));
    }
    return '{' + text + '}';
}

std::string typeOf(const JsonObject& description) {
    const std::string_view type = textAt(description, "type");
    if (type == "list") {
        return "list of " + typeOf(itemOf(description));
    }
    if (type == "object") {
        return membersText(description);
    }
    if (type != "choice") {
        return std::string(type);
    }
    std::string choices;
    for (const Json& choice : description.at("choices").as_array()) {
        choices.append(choices.empty() ? "" : " | ").append(textOf(choice.as_string()));
    }
    return choices;
}

std::string factsOf(const JsonObject& description) {
    std::string facts = typeOf(description);
    const bool isCounted = textAt(description, "type") != "text" && textAt(description, "type") != "secret";
    for (const char* limit : {"min", "max"}) {
        if (const Json* value = description.if_contains(limit); value != nullptr && isCounted) {
            facts.append(", ").append(limit).append(" ").append(
                value->is_string() ? std::string(textOf(value->get_string())) : written(*value)
            );
        }
    }
    return facts + (flagAt(description, "required") ? ", required" : "");
}

/// The initial value as it would be written in the file.
std::string initialOf(const JsonObject& description) {
    const std::string_view type = textAt(description, "type");
    const Json& initial = description.at("initial");
    const bool isJsonText = initial.is_string() && (type == "list" || type == "json");
    if (isJsonText) {
        return std::string(textOf(initial.get_string()));
    }
    const std::string_view unit = type == "duration" ? "ms" : type == "bytes" ? "B" : "";
    return written(initial).append(initial.is_number() ? unit : std::string_view());
}

std::string sampleOf(const JsonObject& description) {
    if (const Json* example = description.if_contains("example")) {
        return ' ' + written(*example);
    }
    return textAt(description, "type") == "secret"
               ? " {file: /etc/tenon/" + std::string(textAt(description, "name")) + '}'
               : std::string();
}

class Writer {
public:
    void members(const JsonArray& declared, const std::string& indent) {
        for (const Json& field : declared) {
            const JsonObject& description = field.get_object();
            if (textAt(description, "type") == "object") {
                section(description, indent);
            } else {
                setting(description, indent);
            }
        }
    }

    [[nodiscard]] std::string take() { return std::move(_text); }

private:
    void section(const JsonObject& description, const std::string& indent) {
        comment(textAt(description, "help"), indent);
        line(indent, std::string(textAt(description, "name")) + ':');
        members(membersOf(description), indent + "  ");
    }

    void setting(const JsonObject& description, const std::string& indent) {
        comment(textAt(description, "help"), indent);
        comment('(' + factsOf(description) + ')', indent);
        const std::string name = std::string(textAt(description, "name")) + ':';
        if (description.contains("initial") && textAt(description, "type") != "secret") {
            line(indent, name + ' ' + initialOf(description));
        } else {
            line(indent, "# " + name + sampleOf(description));
        }
    }

    void comment(std::string_view text, const std::string& indent) {
        if (!text.empty()) {
            line(indent, "# " + std::string(text));
        }
    }

    void line(const std::string& indent, const std::string& text) { _text.append(indent).append(text).append("\n"); }

    std::string _text;
};

} // namespace

std::string documentation(std::span<const Section> sections) {
    Writer writer;
    writer.members(declarationOf(sections), "");
    return writer.take();
}

} // namespace tenon::config
