#pragma once

#include "compliance/demo_desk.h"
#include "extractor.h"

#include <tenon/app.h>

namespace dttot::compliance {

/// Declares what compliance officers do: screening, cases, blocks. Returns what shows them at work.
DemoDesk& declare(tenon::App& app, const Extractor& extractor);

} // namespace dttot::compliance
