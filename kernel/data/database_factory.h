#pragma once

#include <kernel/data/kernel_database.h>
#include <kernel/data/settings.h>

#include <memory>

namespace tenon::data {

/// The database that `settings.url` names. A file of SQLite is opened, or made, at once; a PostgreSQL server is asked
/// when the first statement needs it, so that it may start later than Tenon.
///
/// Throws DatabaseError (Connection) when the URL is malformed or the file cannot be opened.
[[nodiscard]] std::unique_ptr<KernelDatabase> open(DatabaseSettings settings);

} // namespace tenon::data
