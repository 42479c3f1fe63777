#pragma once

#include <tenon/app.h>

#include <cstdint>

namespace dttot {

/// The rows in force of `document` (0: of all) as a file in memory-bounded time and space; see forEachExportRow() for
/// what is thrown.

/// UTF-8 with byte order mark (RFC 4180 quoting, CR LF). A cell that a spreadsheet would take for a formula begins with
/// an apostrophe.
[[nodiscard]] tenon::FileReply exportCsv(tenon::App& app, const tenon::Caller& caller, std::int64_t document);

/// Office Open XML. Every cell is a text cell, which no spreadsheet evaluates, so the texts stay as they are.
[[nodiscard]] tenon::FileReply exportXlsx(tenon::App& app, const tenon::Caller& caller, std::int64_t document);

} // namespace dttot
