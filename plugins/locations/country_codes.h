#pragma once

#include <tenon/database.h>
#include <tenon/field.h>
#include <tenon/json.h>

#include <string_view>

namespace locations {

/// Members of a country where somebody chooses one.
[[nodiscard]] tenon::Fields countryCodeMembers();

/// Every country, by its name in `language` ("ar", "id"; English for others), whose names or codes hold `search`.
[[nodiscard]] tenon::JsonArray
countryCodes(tenon::Database& database, std::string_view language, std::string_view search);

} // namespace locations
