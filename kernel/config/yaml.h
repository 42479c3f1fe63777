#pragma once

#include "fault.h"
#include "node.h"

#include <string>
#include <string_view>

namespace tenon::config {

/// Reads one YAML document, strictly: at most 1 MB of UTF-8 without control characters, 32 levels and 20,000 values
/// (those that aliases repeat counted each time); no tags, no name twice in a map. `file` is the name that positions
/// carry.
///
/// Faults are added to `faults`; what could be read is answered all the same, so that it can be checked in the same
/// run.
[[nodiscard]] Node readYaml(std::string_view text, const std::string& file, Faults& faults);

/// The same for a file; a file that cannot be read is a fault.
[[nodiscard]] Node readYamlFile(const std::string& file, Faults& faults);

} // namespace tenon::config
