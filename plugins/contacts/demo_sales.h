#pragma once

#include "routes.h"

namespace contacts {

/// Invented campaigns, leads and opportunities of the demo companies.
void loadDemoSales(Parts& parts, const tenon::Caller& system);

} // namespace contacts
