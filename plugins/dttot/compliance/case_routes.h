#pragma once

#include "compliance/affiliations.h"
#include "compliance/cases.h"

namespace dttot::compliance {

/// /dttot/cases and /dttot/affiliated-users.
void declareCaseRoutes(tenon::App& app, Cases& cases, Affiliations& affiliations);

} // namespace dttot::compliance
