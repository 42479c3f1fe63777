#pragma once

#include <tenon/app.h>

namespace organisation {

/// Three invented companies with their branches and departments.
void loadDemoGroup(tenon::App& app, const tenon::Caller& system);

} // namespace organisation
