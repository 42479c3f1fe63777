#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

struct Names {
    std::string name;
    std::vector<std::string> aliases;
};

/// Splits a name cell into the main name and its aliases, in order. Separators are the words alias, a.k.a. and als in
/// any case, semicolons, brackets, and list markers at line starts. Names keep their letters; blanks are unified,
/// quotation marks and trailing `;` `,` `.` are taken off.
[[nodiscard]] Names namesOf(std::string_view cell);

/// Splits a cell of an alias column, where commas and line breaks separate too. The word alias
/// separates between two names only: "Alias One" is an alias.
[[nodiscard]] std::vector<std::string> aliasesOf(std::string_view cell);

} // namespace dttot::fields
