#pragma once

#include <tenon/json.h>

#include <optional>
#include <string_view>

namespace tenon::schema {

/// The JSON value that `text` writes, nested at most 32 deep; nothing when it is none.
[[nodiscard]] std::optional<Json> parsedJson(std::string_view text);

/// Why an undeclared value cannot be kept as sent, or null: nested deeper than 32, texts or names that are not UTF-8 or
/// hold NUL, which no database takes.
[[nodiscard]] const char* faultOfJson(const Json& value);

} // namespace tenon::schema
