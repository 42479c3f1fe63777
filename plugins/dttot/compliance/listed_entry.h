#pragma once

#include "screening/entry.h"

#include <tenon/json.h>

#include <cstdint>

namespace dttot::compliance {

/// The record of a row as the matching engine takes it. `list` is the number under which searches choose the list.
[[nodiscard]] screening::Entry entryOf(std::int64_t row, std::uint32_t list, const tenon::JsonObject& record);

} // namespace dttot::compliance
