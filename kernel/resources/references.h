#pragma once

#include <kernel/resources/definition.h>

#include <tenon/database.h>

namespace tenon::resources {

/// Puts the id in place of each UUID by which `record` refers to another record. Throws Invalid with every reference
/// that leads nowhere: after the database found one, the transaction is spoilt, and SQLite does not even say which it
/// was.
void resolveReferences(const Definition& definition, Database& database, JsonObject& record);

} // namespace tenon::resources
