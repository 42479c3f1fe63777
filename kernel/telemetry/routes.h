#pragma once

#include <kernel/telemetry/health.h>
#include <kernel/telemetry/metrics.h>

#include <tenon/app.h>

namespace tenon::telemetry {

/// The health check for everybody, cheap and without details, and the components and figures for who may see them. Both
/// outlive the routes.
void declareHealth(App& app, const Health& health, const Metrics& metrics);

} // namespace tenon::telemetry
