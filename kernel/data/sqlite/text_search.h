#pragma once

#include <string_view>

struct sqlite3;

namespace tenon::data::sqlite {

/// holds_text(needle, text, …): whether one of the texts holds the needle, the letters A to Z in either case. The same
/// as lower(text) LIKE lower(pattern) for a pattern without other wildcards than those around it, in a quarter of the
/// time: nothing is copied to be folded.
inline constexpr std::string_view textSearch = "holds_text";

/// Teaches a connection that function; throws DatabaseError.
void addTextSearch(sqlite3* connection);

} // namespace tenon::data::sqlite
