#pragma once

#include "compliance/screenings.h"

namespace dttot::compliance {

/// POST and GET /dttot/screenings.
void declareScreeningRoutes(tenon::App& app, Screenings& screenings);

} // namespace dttot::compliance
