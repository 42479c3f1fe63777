#pragma once

#include "node.h"

#include <tenon/json.h>

namespace tenon::config {

/// The map as input for a Schema with Scalars::Text: scalars stay texts, a scalar for a list becomes a list of one
/// (texts from the environment and --set are split at commas), names without a value count as not set, and declared
/// objects that are not there become empty ones, so that their initial values apply.
[[nodiscard]] JsonObject inputOf(const Node& map, const JsonArray& declared);

} // namespace tenon::config
