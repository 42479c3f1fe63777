#pragma once

#include "compliance/screening_files.h"
#include "compliance/screenings.h"

namespace dttot::compliance {

/// POST and GET /dttot/screenings, and /dttot/screenings/files.
void declareScreeningRoutes(tenon::App& app, Screenings& screenings, ScreeningFiles& files);

} // namespace dttot::compliance
