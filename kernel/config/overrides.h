#pragma once

#include "fault.h"
#include "node.h"

#include <map>
#include <span>
#include <string>

namespace tenon::config {

/// Environment variables by name.
using Environment = std::map<std::string, std::string, std::less<>>;

/// The environment of this process. Call it before other threads start.
[[nodiscard]] Environment processEnvironment();

/// Puts every variable of the form TENON_SECTION__KEY into the tree; others that begin with TENON_ are no settings.
void applyEnvironment(const Environment& environment, Node& root);

/// Puts every "a.b=value" into the tree, in order. One that is not of this form is a fault.
void applyArguments(std::span<const std::string> arguments, Node& root, Faults& faults);

} // namespace tenon::config
