#pragma once

#include <tenon/app.h>
#include <tenon/documents/report.h>

#include <cstdint>
#include <string>
#include <vector>

namespace dttot {

/// What a report is to be about.
struct ReportRequest {
    std::vector<std::int64_t> documents; ///< none: all in force
    std::string title;                   ///< empty: a usual one
    std::string language;                ///< "en", "id" or "ar"
};

/// Figures, charts and the first subjects of the documents. Throws NotFound for a document that is not there.
[[nodiscard]] documents::Report reportModel(tenon::App& app, const ReportRequest& request);

} // namespace dttot
