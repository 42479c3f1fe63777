#pragma once

#include "extractor.h"

#include <tenon/app.h>

namespace dttot::compliance {

/// Declares what compliance officers do: screening, cases, blocks.
void declare(tenon::App& app, const Extractor& extractor);

} // namespace dttot::compliance
