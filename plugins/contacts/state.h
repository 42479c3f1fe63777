#pragma once

#include <tenon/error.h>
#include <tenon/resource.h>

#include <string_view>
#include <vector>

namespace contacts {

/// States by their names, which live as long as the process.
using States = std::vector<std::string_view>;

/// Throws Conflict INVALID_STATE, with the current state and the allowed ones, unless `field` of the record is one of
/// these.
void requireState(const tenon::JsonObject& record, std::string_view field, const States& allowed);

/// Throws Conflict INVALID_STATE when `field` of the record is one of these: what has ended is not changed any more.
void refuseEnded(const tenon::JsonObject& record, std::string_view field, const States& ended);

/// An action that takes a record from one of these states to another.
[[nodiscard]] tenon::ResourceRoutes::Change moving(std::string_view field, States from, std::string_view to);

} // namespace contacts
