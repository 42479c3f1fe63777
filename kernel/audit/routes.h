#pragma once

#include <tenon/app.h>

namespace tenon::audit {

/// Registers the views of the trail: everything, and what concerns signing in.
void declareAudit(App& app);

} // namespace tenon::audit
