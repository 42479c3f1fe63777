#pragma once

#include "section.h"

#include <tenon/json.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::config {

/// The sections as descriptions of nested `object` fields, as a Schema compiles them. Throws std::invalid_argument when
/// a section is named like a setting or a setting is declared twice.
[[nodiscard]] JsonArray declarationOf(std::span<const Section> sections);

/// The description with this name or other spelling, or null.
[[nodiscard]] const JsonObject* describedAs(const JsonArray& declared, std::string_view name);

/// The descriptions of an object's members; empty for other types.
[[nodiscard]] const JsonArray& membersOf(const JsonObject& description);

/// The description of a list's items; empty for other types.
[[nodiscard]] const JsonObject& itemOf(const JsonObject& description);

/// The dotted names of all sections and settings, each behind `prefix`.
[[nodiscard]] std::vector<std::string> settingNames(const JsonArray& declared, const std::string& prefix);

} // namespace tenon::config
