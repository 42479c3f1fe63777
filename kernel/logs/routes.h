#pragma once

#include <kernel/telemetry/json_log.h>

#include <tenon/app.h>

namespace tenon::logs {

/// Registers the download of the server's log; `log` outlives the route.
void declareLogs(App& app, telemetry::JsonLog& log);

} // namespace tenon::logs
