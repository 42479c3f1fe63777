#pragma once

#include <tenon/app.h>
#include <tenon/documents/reports.h>

#include <cstdint>

namespace dttot {

/// The rows in force of `document` (0: of all) as a workbook or CSV, in memory-bounded time and space; see
/// forEachExportRow() for what is thrown.
[[nodiscard]] tenon::FileReply
exportFile(tenon::App& app, const tenon::Caller& caller, documents::Form form, std::int64_t document);

} // namespace dttot
