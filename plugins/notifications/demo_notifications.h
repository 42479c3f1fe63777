#pragma once

#include <tenon/app.h>

namespace notifications {

/// A few notifications to everybody who may sign in, one of them read.
void loadDemoNotifications(tenon::App& app);

} // namespace notifications
