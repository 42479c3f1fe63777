#pragma once

#include "permission_store.h"

#include <tenon/caller.h>
#include <tenon/json.h>

#include <string>
#include <vector>

namespace tenon::auth {

/// The codenames in `list` (codenames, ids or UUIDs), sorted, each once, that the caller gives to a role or group.
///
/// Throws Invalid on `permissions` for one that is not registered, Forbidden for one that he does not hold himself,
/// everywhere.
/// "*", everything, is for superusers to give.
[[nodiscard]] std::vector<std::string>
givenPermissions(PermissionStore& permissions, const Caller& caller, const Json& list);

/// The text of a JSON number or text that names a record.
[[nodiscard]] std::string keyIn(const Json& value);

} // namespace tenon::auth
