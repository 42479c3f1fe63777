#pragma once

#include <kernel/telemetry/health.h>

#include <tenon/app.h>

namespace tenon::telemetry {

/// The public health check: cheap, open, without details.
void declareHealth(App& app, const Health& health);

} // namespace tenon::telemetry
