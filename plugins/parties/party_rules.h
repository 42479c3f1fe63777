#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

namespace parties {

/// `sent` over `before` (empty for a new party), completed and in its usual form: the name made of its parts,
/// identifiers and codes of countries in capitals. Throws Invalid with the faults of all fields.
[[nodiscard]] tenon::JsonObject accepted(const tenon::JsonObject& before, const tenon::JsonObject& sent);

/// Whether a party that looks like another may be stored.
enum class Duplicates { Refuse, Allow };

/// Throws Conflict DUPLICATE with the parties of the same company, or shared ones, that have the passport and
/// nationality or the code of `record`, or, where duplicates are refused, its tax id, national id or telephone.
void requireUnique(tenon::Database& database, const tenon::JsonObject& record, Duplicates duplicates);

} // namespace parties
