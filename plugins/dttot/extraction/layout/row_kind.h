#pragma once

#include "extraction/layout/columns.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <optional>
#include <string>
#include <string_view>

namespace dttot::layout {

enum class RowKind { title, header, section, blank, footer, record, continuation };

[[nodiscard]] std::string_view nameOf(RowKind kind);

/// What was read last, as far as the next row's meaning depends on it.
struct Context {
    bool inRecord = false; ///< the row before is a record or part of one
    bool inFooter = false; ///< the table seems to have ended
};

/// The meaning of a row below a header that is neither blank nor itself a header.
[[nodiscard]] RowKind kindOf(const tables::Row& row, const Columns& columns, const Context& context);

/// Whether a text is a section's title: "A. ORANG ATAU INDIVIDUAL", "II. KORPORASI".
[[nodiscard]] bool isSectionTitle(std::string_view text);

/// Whether a line of text is no cell of a record: a section's title, a total, a page number, a signature's place and
/// day.
[[nodiscard]] bool standsAlone(std::string_view text);

[[nodiscard]] bool isBlank(const tables::Row& row);

/// The row's texts on one line, for a listing.
[[nodiscard]] std::string textOf(const tables::Row& row);

} // namespace dttot::layout
