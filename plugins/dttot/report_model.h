#pragma once

#include <tenon/app.h>

#include <cstdint>
#include <string>
#include <vector>

namespace dttot {

/// What a report is to be about.
struct ReportRequest {
    std::vector<std::int64_t> documents; ///< none: all in force
    std::string title;                   ///< empty: a usual one
    std::string language;                ///< "en" or "id"
};

/// A report as JSON that both forms, HTML and PDF, are made of: {"title", "subtitle", "language", "sections"}, where a
/// section is {"heading", "texts", "chart"?, "table"?}, a chart is a list of {"label", "value"}, and a table is
/// {"columns": [{"title", "share", "is_number"}], "rows": [[text, …], …]}. Texts are plain texts. Throws NotFound for a
/// document that is not there.
[[nodiscard]] tenon::JsonObject reportModel(tenon::App& app, const ReportRequest& request);

} // namespace dttot
