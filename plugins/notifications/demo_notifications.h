#pragma once

#include "parts.h"

#include <tenon/app.h>

namespace notifications {

/// A few notifications to everybody who may sign in, some of them read.
void loadDemoNotifications(tenon::App& app, Parts& parts, const tenon::Caller& system);

} // namespace notifications
