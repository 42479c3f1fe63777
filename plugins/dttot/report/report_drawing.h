#pragma once

#include "report/canvas.h"

#include <boost/json/object.hpp>

namespace dttot::report {

/// Draws a report (report_model.h) as a PDF: its sections one below the other, tables with their header on each page,
/// charts as bars. Throws what boost::json throws for something else.
void draw(const boost::json::object& report, const Canvas::Write& write);

} // namespace dttot::report
