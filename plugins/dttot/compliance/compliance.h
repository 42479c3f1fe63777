#pragma once

#include <tenon/app.h>

namespace dttot::compliance {

/// Declares what compliance officers do: screening, cases, blocks.
void declare(tenon::App& app);

} // namespace dttot::compliance
