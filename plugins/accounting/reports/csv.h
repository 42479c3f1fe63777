#pragma once

#include <tenon/json.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace accounting {

/// The rows of `sections` (members of a report that are lists of objects) as CSV (RFC 4180) with a line of names; a
/// first column says the section where there are several. Texts that a spreadsheet would take for a formula begin with
/// an apostrophe; amounts stay amounts.
[[nodiscard]] std::string csvOf(const tenon::JsonObject& report, std::initializer_list<std::string_view> sections);

} // namespace accounting
