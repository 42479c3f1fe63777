#pragma once

#include <tenon/error.h>
#include <tenon/json.h>

#include <string>

namespace accounting {

/// 400 with a code of its own: the rules of bookkeeping do not allow what was sent.
[[nodiscard]] inline tenon::Error refused(std::string code, tenon::Message message, tenon::JsonObject details = {}) {
    return {400, std::move(code), std::move(message), std::move(details)};
}

/// 409 INVALID_STATE: the action does not exist in this state.
[[nodiscard]] inline tenon::Conflict wrongState(std::string_view current, tenon::JsonArray allowed) {
    return {
        "INVALID_STATE", "That cannot be done in this state.", {{"current", current}, {"allowed", std::move(allowed)}}};
}

} // namespace accounting
