#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tenon::config {

/// The candidate that whoever wrote `name` most likely meant; empty when none is near.
///
/// Near means few edits (letters added, left out, changed or swapped), or the same last part in another section.
[[nodiscard]] std::string suggestionFor(std::string_view name, std::span<const std::string> candidates);

} // namespace tenon::config
