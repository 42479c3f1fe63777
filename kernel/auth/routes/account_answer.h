#pragma once

#include <kernel/auth/sessions/session_tokens.h>

#include <tenon/json.h>

namespace tenon::auth {

/// New tokens under every spelling that a documented client reads.
[[nodiscard]] JsonObject describe(const SessionTokens& tokens);

} // namespace tenon::auth
