#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

#include <cstdint>

/// Addresses and telephone numbers, mail addresses, … of parties.
namespace parties::belongings {

/// Adds `addresses` and `contact_methods` to the record of a party.
void describe(tenon::Database& database, tenon::JsonObject& record);

/// Gives a new party what `sent` names and adds it to the record, as `describe` would.
void add(tenon::Database& database, tenon::JsonObject& record, const tenon::JsonObject& sent);

/// Puts what `sent` names in the place of what there was.
void replace(tenon::Database& database, std::int64_t party, const tenon::JsonObject& sent);

/// Gives all of one party to another.
void move(tenon::Database& database, std::int64_t from, std::int64_t into);

void remove(tenon::Database& database, std::int64_t party);

} // namespace parties::belongings
