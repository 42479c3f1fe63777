#pragma once

#include "parts.h"

#include <tenon/json.h>

namespace accounting {

/// Throws Conflict DUPLICATE when `sql` finds another record of the company with the value of `field`; it takes
/// :company, :value and :id.
void requireFree(Parts& parts, std::string_view sql, const tenon::JsonObject& record, std::string_view field);

/// Brings an account that is about to be stored into its form. Throws Invalid, or 400 TREE_CYCLE.
void checkAccount(Parts& parts, tenon::JsonObject& record);

/// Throws Conflict LOCKED_BY_TRANSACTIONS when a change would turn what is posted into something else.
void requireUnused(Parts& parts, const tenon::JsonObject& before, const tenon::JsonObject& after);

/// Keeps what an account is called from now on: reports as of an instant show the chart as it was. A parent becomes a
/// group.
void rememberAccount(Parts& parts, const tenon::JsonObject& account);

/// What is posted to an account up to a day. Throws NotFound.
[[nodiscard]] tenon::JsonObject balanceJson(Parts& parts, const Book& book, std::int64_t account, tenon::Date date);

} // namespace accounting
