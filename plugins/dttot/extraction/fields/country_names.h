#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dttot::fields {

struct Country {
    std::string code;         ///< ISO 3166-1 alpha-2, or the withdrawn code of a former state
    bool formerState = false; ///< such as the Soviet Union
};

/// The country of an Indonesian or English name, an everyday short form or a frequent misspelling, given in lower case
/// with single blanks. Safe to call from many threads.
[[nodiscard]] std::optional<Country> countryOf(std::string_view name);

/// The country of an ISO 3166-1 alpha-2 code in capitals, or of the withdrawn code of a former state.
[[nodiscard]] std::optional<Country> countryWithCode(std::string_view code);

/// The country whose name is closest to a word with one slip (two in names of nine letters or more); none when two are.
[[nodiscard]] std::optional<Country> countryNear(std::string_view name);

} // namespace dttot::fields
