#pragma once

#include <tenon/documents/report.h>

#include <string>

namespace documents {

/// A report whose cells are texts as one HTML page that needs nothing else and runs nothing: every text is escaped,
/// charts are SVG, and the page forbids scripts and outside content.
[[nodiscard]] std::string htmlOf(const Report& report);

} // namespace documents
