/// choice.

#include "kinds.h"

#include <kernel/schema/text_inspection.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace tenon::schema {

namespace {

std::vector<std::string> choicesOf(const JsonObject& description) {
    std::vector<std::string> choices;
    const Json* declared = description.if_contains("choices");
    if (declared == nullptr || !declared->is_array() || declared->get_array().empty()) {
        throw std::invalid_argument("a choice needs values to choose from");
    }
    for (const Json& value : declared->get_array()) {
        if (!value.is_string()) {
            throw std::invalid_argument("the values of a choice are texts");
        }
        choices.emplace_back(textOf(value.get_string()));
    }
    return choices;
}

class ChoiceKind final : public Kind {
public:
    explicit ChoiceKind(const JsonObject& description) : _choices(choicesOf(description)) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (sent.is_string()) {
            const std::string_view wanted = trimmed(textOf(sent.get_string()));
            for (const std::string& choice : _choices) {
                if (sameWithoutCase(wanted, choice)) {
                    return Json(choice);
                }
            }
        }
        return reading.refuse(place, {"Must be one of: {choices}.", {{"choices", listed()}}});
    }

    JsonObject jsonSchema(Direction) const override {
        JsonArray values;
        for (const std::string& choice : _choices) {
            values.emplace_back(choice);
        }
        return {{"type", "string"}, {"enum", std::move(values)}};
    }

private:
    std::string listed() const {
        std::string text;
        for (const std::string& choice : _choices) {
            text.append(text.empty() ? "" : ", ").append(choice);
        }
        return text;
    }

    std::vector<std::string> _choices;
};

} // namespace

KindPtr choiceKind(const JsonObject& description) { return std::make_unique<ChoiceKind>(description); }

} // namespace tenon::schema
