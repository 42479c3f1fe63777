#pragma once

#include "account.h"
#include "assignment_store.h"

#include <tenon/json.h>

#include <string>
#include <vector>

namespace tenon::auth {

/// An account under every spelling that a documented client reads; never a hash or a counter.
[[nodiscard]] JsonObject describe(const Account& account);

/// Adds `roles` and `permissions`.
void describeRights(
    JsonObject& described, const std::vector<Assignment>& roles, const std::vector<std::string>& permissions
);

} // namespace tenon::auth
