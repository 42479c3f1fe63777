#pragma once

#include <tenon/app.h>

namespace tenon::auth {

/// Declares the permissions that administering accounts asks for.
void declarePermissions(App& app);

} // namespace tenon::auth
