#pragma once

#include <tenon/caller.h>
#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace dttot {

/// The name of the institution's own watch list `name`: "own:staff" of "staff" or "own:staff". Throws Invalid on `name`
/// for what is no word of a-z, 0-9 and hyphens of at most 60 characters.
[[nodiscard]] std::string ownListName(std::string_view name);

/// The name of the list that an upload may be given to: an own one or one that every installation knows ("dttot").
/// Throws Invalid on `list`.
[[nodiscard]] std::string listNameOf(std::string_view list);

/// The document, without a file, of the rows that were entered into the list by hand. In the caller's transaction.
[[nodiscard]] std::int64_t documentForHand(tenon::Database& database, const tenon::Caller& caller, std::int64_t list);

} // namespace dttot
