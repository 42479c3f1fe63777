#pragma once

#include <string>
#include <string_view>

/// The forms in which lists answer dates and countries. A client that sends them back means exactly that.
namespace dttot {

/// Whether the text is a birth date as lists write it: `1981-07-14`, `1981-07`, `1981`, `1975~`, `1965/1969`.
[[nodiscard]] bool isListDate(std::string_view text);

/// The ISO 3166-1 alpha-2 code that the text is, in capitals; empty when it is of another form. Whether the code is
/// assigned to a country is not looked up.
[[nodiscard]] std::string countryCode(std::string_view text);

} // namespace dttot
