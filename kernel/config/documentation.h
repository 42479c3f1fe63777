#pragma once

#include "section.h"

#include <span>
#include <string>

namespace tenon::config {

/// A commented YAML file with every setting of the sections: its help, its type, its limits and its initial value.
/// Settings without an initial value are commented out, so that the text itself is a configuration with all defaults.
[[nodiscard]] std::string documentation(std::span<const Section> sections);

} // namespace tenon::config
