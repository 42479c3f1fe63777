#pragma once

#include "extraction/list_format.h"

#include <memory>

namespace dttot {

/// Makes a record of a table's cells. Never fails: what cannot be read becomes an issue.
using MakeRecord = Record (*)(layout::RawRecord&& raw);

/// A list in a table whose header names its columns, in any order and layout; finish() throws Failure when there is no
/// such header.
[[nodiscard]] std::unique_ptr<TableList> listByLayout(Listener& listener, MakeRecord makeRecord);

} // namespace dttot
