#pragma once

#include "drawing/canvas.h"

#include <tenon/documents/report.h>

#include <string>

namespace documents::drawing {

/// Draws a report whose cells are texts as a PDF: its sections one below the other, on A4 upright, or across where a
/// table needs that. `pageLabel` is "Page {page} of {pages}" in the report's language.
void draw(const Report& report, const std::string& pageLabel, const Canvas::Write& write);

} // namespace documents::drawing
