#pragma once

#include <tenon/app.h>

namespace tenon::insights {

/// Registers the insights into what users do.
void declareInsights(App& app);

} // namespace tenon::insights
