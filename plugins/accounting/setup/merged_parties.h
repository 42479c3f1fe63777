#pragma once

#include <tenon/database.h>

#include <cstdint>

namespace accounting {

/// Gives everything of a party that was merged into another one to that one. May be called again.
void moveParty(tenon::Database& database, std::int64_t from, std::int64_t into);

} // namespace accounting
