#pragma once

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Values that may be absent, on their way into JSON and out of it.
namespace accounting {

[[nodiscard]] inline tenon::Json orNull(std::optional<std::int64_t> number) {
    return number ? tenon::Json(*number) : tenon::Json();
}

[[nodiscard]] inline tenon::Json orNull(std::optional<tenon::Date> date) {
    return date ? tenon::Json(date->text()) : tenon::Json();
}

/// Null for an empty text.
[[nodiscard]] inline tenon::Json textOrNull(std::string_view text) {
    return text.empty() ? tenon::Json() : tenon::Json(text);
}

[[nodiscard]] inline tenon::Json integerIn(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json() : tenon::Json(row.integer(column));
}

[[nodiscard]] inline tenon::Json textIn(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json() : tenon::Json(row.text(column));
}

/// The member `key`, when it is there and a whole number.
[[nodiscard]] inline std::optional<std::int64_t> integerAt(const tenon::JsonObject& object, std::string_view key) {
    const tenon::Json* found = object.if_contains(key);
    return found != nullptr && found->is_int64() ? std::optional(found->get_int64()) : std::nullopt;
}

} // namespace accounting
