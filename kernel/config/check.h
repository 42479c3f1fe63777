#pragma once

#include "fault.h"
#include "node.h"
#include "overrides.h"

#include <tenon/json.h>

#include <string>

namespace tenon::config {

/// Settings that were checked.
struct Checked {
    JsonObject values; ///< Canonical, initial values filled in.
    Node tree;         ///< What was written, secrets in place: for the origin of each value.
};

/// Checks the settings in `map`, which stand below `path` ("" or "modules.dttot"), against the declared fields. All
/// faults are added to `faults`; the values are empty then.
[[nodiscard]] Checked
check(Node map, const JsonArray& declared, const std::string& path, const Environment& environment, Faults& faults);

} // namespace tenon::config
