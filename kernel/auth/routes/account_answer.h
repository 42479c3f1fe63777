#pragma once

#include <kernel/auth/accounts/account.h>
#include <kernel/auth/sessions/session_tokens.h>

#include <tenon/json.h>

#include <string>
#include <vector>

namespace tenon::auth {

/// An account under every spelling that a documented client reads; never a hash or a counter.
[[nodiscard]] JsonObject
describe(const Account& account, const std::vector<std::string>& roles, const std::vector<std::string>& permissions);

/// New tokens under every spelling that a documented client reads.
[[nodiscard]] JsonObject describe(const SessionTokens& tokens);

} // namespace tenon::auth
