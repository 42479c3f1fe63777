#pragma once

#include <kernel/resources/definition.h>

#include <tenon/database.h>

namespace tenon::resources {

enum class Writing { Save, Delete };

/// Places a violated constraint at the field it concerns: 409 DUPLICATE for a unique one, 400 for a missing value or a
/// reference to nothing; 409 IN_USE when others refer to what is deleted. Always throws; rethrows `error` when it
/// concerns no single field.
[[noreturn]] void throwAtField(const Definition& definition, const DatabaseError& error, Writing writing);

} // namespace tenon::resources
