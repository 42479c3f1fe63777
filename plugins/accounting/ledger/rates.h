#pragma once

#include <tenon/database.h>

#include <string_view>

namespace accounting {

/// Units of `currency` for one unit of company currency: the rate of `date` or the last one before it. Throws Conflict
/// RATE_MISSING: no rate is ever taken for 1.
[[nodiscard]] tenon::Decimal
rateOn(tenon::Database& database, std::int64_t company, std::string_view currency, tenon::Date date);

} // namespace accounting
