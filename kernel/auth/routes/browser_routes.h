#pragma once

#include <kernel/auth/auth.h>

#include <tenon/app.h>

namespace tenon::auth {

/// Registers signing in and out for browsers, whose session is a cookie; `auth` outlives the routes.
void declareBrowser(App& app, Auth& auth);

} // namespace tenon::auth
