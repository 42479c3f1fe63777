#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

#include <cstdint>

namespace accounting {

/// What may be deleted while nothing refers to it.
enum class Noun { account, journal, tax, taxRule, paymentTerm, fiscalYear, invoice };

/// What refers to a record, [{"model", "count"}], by one statement; empty when it may be deleted.
[[nodiscard]] tenon::JsonArray referencesTo(tenon::Database& database, Noun noun, std::int64_t id);

/// Throws Conflict IN_USE with what refers to the record.
void requireUnreferenced(tenon::Database& database, Noun noun, std::int64_t id);

} // namespace accounting
