#pragma once

#include "lists.h"

#include <tenon/app.h>

namespace dttot {

/// Declares the routes of lists and their versions.
void declareListRoutes(tenon::App& app, Lists& lists);

} // namespace dttot
