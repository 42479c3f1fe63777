#include "state.h"

#include <algorithm>

namespace contacts {

namespace {

bool isOneOf(std::string_view state, const States& states) { return std::ranges::find(states, state) != states.end(); }

} // namespace

void requireState(const tenon::JsonObject& record, std::string_view field, const States& allowed) {
    const std::string_view current = tenon::textAt(record, field);
    if (!isOneOf(current, allowed)) {
        throw tenon::Conflict(
            "INVALID_STATE",
            "This cannot be done in the present state.",
            {{"current", current}, {"allowed", tenon::JsonArray(allowed.begin(), allowed.end())}}
        );
    }
}

void refuseEnded(const tenon::JsonObject& record, std::string_view field, const States& ended) {
    const std::string_view current = tenon::textAt(record, field);
    if (isOneOf(current, ended)) {
        throw tenon::Conflict("INVALID_STATE", "What has ended is not changed any more.", {{"current", current}});
    }
}

tenon::ResourceRoutes::Change moving(std::string_view field, States from, std::string_view to) {
    return [field,
            from = std::move(from),
            to](const tenon::Request&, const tenon::JsonObject& before, tenon::JsonObject& after) {
        requireState(before, field, from);
        after[field] = to;
    };
}

} // namespace contacts
