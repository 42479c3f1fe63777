#pragma once

#include <kernel/resources/definition.h>

#include <tenon/database.h>

namespace tenon::resources {

/// Places a violated constraint at the field it concerns: 409 DUPLICATE for a unique one, 400 for a missing value or a
/// reference to nothing. Always throws; rethrows `error` when it concerns no field.
[[noreturn]] void throwAtField(const Definition& definition, const DatabaseError& error, Database& database, const JsonObject& record);

} // namespace tenon::resources
