#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace tenon {

/// JSON throughout the SDK is Boost.JSON; its layout is part of the ABI tag that the kernel checks.
using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// The text of a JSON string as a borrowed view.
[[nodiscard]] inline std::string_view textOf(const boost::json::string& text) { return {text.data(), text.size()}; }

/// The string member `key`, or `fallback` when it is absent or not a string. The view borrows from `object`.
[[nodiscard]] inline std::string_view
textAt(const JsonObject& object, std::string_view key, std::string_view fallback = {}) {
    const Json* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? textOf(found->get_string()) : fallback;
}

/// The boolean member `key`, or false when it is absent or not a boolean.
[[nodiscard]] inline bool flagAt(const JsonObject& object, std::string_view key) {
    const Json* found = object.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

} // namespace tenon
