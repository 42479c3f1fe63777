#pragma once

#include "screening/hit.h"

#include <tenon/json.h>

#include <string>
#include <string_view>

namespace dttot::compliance {

/// Whether a number of the subject is a listed one's, which decides by itself, or a name is alike.
enum class Certainty { possible, confirmedCandidate };

[[nodiscard]] std::string_view nameOf(Certainty certainty);
[[nodiscard]] Certainty certaintyOf(const screening::Hit& hit);

/// A hit as cases keep it: everything but the ids of row and list.
[[nodiscard]] std::string textOf(const screening::Hit& hit);
[[nodiscard]] screening::Hit hitIn(std::string_view stored);

/// Scores have three decimals.
[[nodiscard]] std::int64_t thousandthsOf(double score);

} // namespace dttot::compliance
