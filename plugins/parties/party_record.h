#pragma once

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/parties.h>

#include <string>
#include <string_view>

/// A party as rows of the table, as JSON and as other modules read it.
namespace parties {

/// The columns of a party, for a SELECT from parties_party.
[[nodiscard]] std::string_view partyColumns();

/// A row of these columns as it is answered, `shared` included.
[[nodiscard]] tenon::JsonObject recordOf(const tenon::Row& row);

[[nodiscard]] Party partyOf(const tenon::JsonObject& record);

/// Stores a new record, or the members of one with an id; returns it with id, version and times.
[[nodiscard]] tenon::JsonObject inserted(tenon::Database& database, const tenon::JsonObject& record);
[[nodiscard]] tenon::JsonObject updated(tenon::Database& database, const tenon::JsonObject& record);

/// An id or uuid as a client sent it, as text; empty for anything else.
[[nodiscard]] std::string keyOf(const tenon::Json& key);

/// The end of a telephone number by which duplicates are found, whichever way it was written: at most ten digits; empty
/// when there are fewer than six.
[[nodiscard]] std::string phoneKey(std::string_view phone);

} // namespace parties
