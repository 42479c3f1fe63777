#pragma once

#include "list_diff.h"
#include "list_version.h"

#include <span>
#include <vector>

/// What distinguishes two versions of a list, out of the database.
namespace dttot {

/// The rows by id, as they are; and those that count since a version that is not in force yet.
[[nodiscard]] std::vector<Trace> tracesOf(tenon::Database& database, std::span<const std::int64_t> rows);
[[nodiscard]] std::vector<Trace> tracesSince(tenon::Database& database, std::int64_t version);

/// Counts of differences().
[[nodiscard]] ListChange changeBetween(std::vector<Trace> gone, std::vector<Trace> come);

/// The differences between two versions of a list, by their numbers; 0 is the empty list before the first.
[[nodiscard]] std::vector<Difference>
differencesBetween(tenon::Database& database, std::int64_t list, std::int64_t from, std::int64_t to);

} // namespace dttot
