#pragma once

#include "rules/payment_term.h"

#include <tenon/database.h>
#include <tenon/field.h>
#include <tenon/json.h>

#include <optional>
#include <string>
#include <vector>

namespace accounting {

/// The members of a payment term's line: type, value, months, weeks, days, day_of_month, end_of_month, and `steps`
/// where more than one step leads to the day.
[[nodiscard]] tenon::Fields termLineFields();

/// What `lines` say. Throws 400 TERM_REMAINDER.
[[nodiscard]] std::vector<TermLine> termLines(const tenon::JsonArray& lines);

/// The lines of a payment term of the company. Throws Invalid on `payment_term_id`.
[[nodiscard]] std::vector<TermLine> termOf(tenon::Database& database, std::int64_t company, std::int64_t term);

} // namespace accounting
