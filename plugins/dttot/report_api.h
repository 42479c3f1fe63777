#pragma once

#include "reports.h"

namespace dttot {

/// Declares the routes of reports.
void declareReportRoutes(tenon::App& app, Reports& reports);

} // namespace dttot
