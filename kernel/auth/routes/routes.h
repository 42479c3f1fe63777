#pragma once

#include <kernel/auth/auth.h>

#include <tenon/app.h>

namespace tenon::auth {

/// Registers the login routes of all documented systems. `auth` must outlive the server.
///
/// Errors carry stable codes for the dialects: INVALID_CREDENTIALS, INVALID_TOKEN, TOO_MANY_ATTEMPTS, ADMIN_EXISTS and
/// VALIDATION; `details.retry_after` (seconds), where there is one, belongs into the Retry-After header.
void declareAuth(App& app, Auth& auth);

} // namespace tenon::auth
