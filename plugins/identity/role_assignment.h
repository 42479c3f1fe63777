#pragma once

#include "parts.h"

namespace identity {

/// How many assignments one request may carry.
inline constexpr int mostAssignments = 1000;

/// Gives or takes a role as `user_id`, `role_id`, `action`, `reason` and `expires_at` say. Throws Invalid where one of
/// the two is missing or does not exist.
[[nodiscard]] tenon::JsonObject assignRole(Parts& parts, const tenon::Caller& caller, const tenon::JsonObject& asked);

/// Does the same for each of `user_ids` with `role_id`, or for each of `assignments`: every one in its own transaction,
/// with its own result. {results: [{user_id, role_id, success, status, code, message}], succeeded, failed}
[[nodiscard]] tenon::JsonObject assignRoles(Parts& parts, const tenon::Caller& caller, const tenon::JsonObject& asked);

} // namespace identity
