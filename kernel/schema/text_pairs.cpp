#include "text_pairs.h"

#include "text_inspection.h"

namespace tenon::schema {

namespace {

/// The name without the `[]` that some clients put behind the names of lists.
std::string_view listName(std::string_view name) {
    return name.ends_with("[]") ? name.substr(0, name.size() - 2) : name;
}

void appendTo(JsonObject& input, std::string_view name, std::string_view value) {
    Json& list = input[name];
    if (!list.is_array()) {
        list = JsonArray();
    }
    list.get_array().emplace_back(value);
}

/// A list that was sent once may be a JSON text: `tags=["a","b"]`.
void addListValue(JsonObject& input, std::string_view name, std::string_view value) {
    if (!input.contains(name) && trimmed(value).starts_with('[')) {
        input[name] = value;
        return;
    }
    if (Json* first = input.if_contains(name); first != nullptr && first->is_string()) {
        *first = JsonArray{std::move(*first)};
    }
    appendTo(input, name, value);
}

void addUnknown(JsonObject& input, std::string_view name, std::string_view value) {
    if (input.contains(name)) {
        addListValue(input, name, value);
    } else {
        input[name] = value;
    }
}

void addScalar(JsonObject& input, const Member& member, const TextPair& pair, Faults& faults) {
    const auto& [name, value] = pair;
    if (input.contains(name)) {
        faults.add({{}, name}, "Must be sent only once.");
    } else if (!trimmed(value).empty() || member.kind().takesEmptyText()) {
        input[name] = value;
    } else if (member.isNullable()) {
        input[name] = nullptr;
    }
}

} // namespace

JsonObject gathered(std::span<const TextPair> pairs, const Members& members, Faults& faults) {
    JsonObject input;
    for (const TextPair& pair : pairs) {
        const auto& [name, value] = pair;
        const Member* member = members.find(name);
        const Member* list = member != nullptr ? member : members.find(listName(name));
        if (list != nullptr && list->isList()) {
            addListValue(input, listName(name), value);
        } else if (member != nullptr) {
            addScalar(input, *member, pair, faults);
        } else {
            addUnknown(input, name, value);
        }
    }
    return input;
}

} // namespace tenon::schema
