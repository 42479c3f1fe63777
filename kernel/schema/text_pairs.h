#pragma once

#include "schema.h"

namespace tenon::schema {

/// Pairs of texts as one JSON object with texts for scalars, ready to be read with Scalars::Text.
[[nodiscard]] JsonObject gathered(std::span<const TextPair> pairs, const Members& members, Faults& faults);

} // namespace tenon::schema
