#pragma once

#include <tenon/database.h>

struct sqlite3;

namespace tenon::data::sqlite {

/// The last error of `connection` in the layer's terms.
[[nodiscard]] DatabaseError lastError(sqlite3* connection);

/// Throws lastError(connection) unless `code` is SQLITE_OK.
void require(int code, sqlite3* connection);

} // namespace tenon::data::sqlite
