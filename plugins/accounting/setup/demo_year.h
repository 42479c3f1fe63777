#pragma once

#include "routes/parts.h"

namespace accounting {

/// Twelve months of the trading company among the demo companies; nothing when it is not there.
void loadDemoYear(Parts& parts, const tenon::Caller& system);

} // namespace accounting
