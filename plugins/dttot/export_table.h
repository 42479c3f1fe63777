#pragma once

#include "list_record.h"

#include <tenon/app.h>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dttot {

/// The columns of an export: the id, the record's members, those that only some lists fill, and the list.
inline constexpr std::size_t exportColumns = 1 + recordKeys.size() + furtherKeys.size() + 1;
[[nodiscard]] std::string_view exportHeader(std::size_t column);

using ExportRow = std::array<std::string, exportColumns>;

/// The rows in force of `document`, or of all documents when it is 0, in the order of their ids, one by one as they are
/// read. Lists are joined by "; ". Afterwards the export is noted in the audit trail, as one of `format`.
///
/// Throws Forbidden without `dttot.export` and NotFound for an unknown document.
void forEachExportRow(
    tenon::App& app,
    const tenon::Caller& caller,
    std::int64_t document,
    std::string_view format,
    const std::function<void(const ExportRow&)>& visit
);

} // namespace dttot
