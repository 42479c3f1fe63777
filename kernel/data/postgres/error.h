#pragma once

#include <kernel/data/postgres/result.h>

#include <tenon/database.h>

namespace tenon::data::postgres {

/// What went wrong on `connection`; `result` is the server's answer or null when it gave none.
///
/// The cause names SQLSTATE and message but not the server's details, which hold the values of the row.
[[nodiscard]] DatabaseError errorOf(PGconn* connection, const PGresult* result);

/// Whether a prepared statement no longer fits the tables, so that it has to be prepared again.
[[nodiscard]] bool isStalePlan(const PGresult* result);

} // namespace tenon::data::postgres
