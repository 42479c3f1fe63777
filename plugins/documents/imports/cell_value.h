#pragma once

#include "imports/local_day.h"
#include "imports/local_number.h"

#include <tenon/documents/imports.h>
#include <tenon/documents/tables.h>
#include <tenon/json.h>
#include <tenon/message.h>

#include <variant>

namespace documents {

/// How figures are written in a file, where its cells do not tell.
struct Notation {
    DecimalMark mark = DecimalMark::Unknown;
    DayOrder order = DayOrder::Unknown;
};

/// What a cell that is not blank says, as JSON of the column's type, which the column's field then checks; or what is
/// wrong with it.
[[nodiscard]] std::variant<tenon::Json, tenon::Message>
valueOf(const SheetCell& cell, const ImportColumn& column, const Notation& notation);

} // namespace documents
