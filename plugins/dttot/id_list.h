#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dttot {

/// Runs "`head` (…) `tail`" for the ids in as few statements as their number needs, each with the same constant text.
/// `head` ends in "IN "; `more` are parameters of `tail`. Returns the number of rows changed.
std::int64_t forEachChunk(
    tenon::Database& database,
    std::string_view head,
    std::span<const std::int64_t> ids,
    std::string_view tail = std::string_view(),
    const tenon::Database::Visitor& visit = nullptr,
    const std::vector<tenon::Param>& more = {}
);

} // namespace dttot
