#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace tenon::data::sqlite {

/// The name of the constraint or the index that keeps these columns of a table unique ("table.a, table.b", as SQLite
/// tells which were violated), as PostgreSQL would tell it. Empty when it has none.
[[nodiscard]] std::string uniqueConstraintOf(sqlite3* connection, std::string_view columns);

} // namespace tenon::data::sqlite
