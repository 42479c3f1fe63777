#pragma once

#include <kernel/auth/sessions/sign_in_limits.h>
#include <kernel/http/texts.h>
#include <kernel/telemetry/json_log.h>

#include <tenon/app.h>

namespace tenon::assembly {

/// What the kernel's own sections of run-time settings act upon; all of it outlives the App.
struct AdjustableParts {
    auth::SignInLimits& signInLimits;
    http::Texts& texts;
    telemetry::JsonLog& log;
};

/// Declares what of the kernel administrators may set while the server runs. Where the deployer's configuration says
/// something about it, that is the initial value.
void declareKernelSections(App& app, AdjustableParts parts);

} // namespace tenon::assembly
