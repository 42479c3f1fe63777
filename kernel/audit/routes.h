#pragma once

#include <tenon/app.h>

namespace tenon::audit {

/// Registers what reads the trail: everything, security events, and what was done to accounts.
void declareAudit(App& app);

} // namespace tenon::audit
