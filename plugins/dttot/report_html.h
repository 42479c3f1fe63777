#pragma once

#include <tenon/json.h>

#include <string>

namespace dttot {

/// A report (report_model.h) as one HTML page that needs nothing else and runs nothing: every text is escaped, charts
/// are SVG, and the page forbids scripts and outside content.
[[nodiscard]] std::string reportHtml(const tenon::JsonObject& report);

} // namespace dttot
