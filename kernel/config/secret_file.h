#pragma once

#include "overrides.h"

#include <string>

namespace tenon::config {

/// The text of a secret file without its last line break. Throws std::runtime_error with a sentence when it cannot be
/// read, is empty, greater than 64 KB or no regular file, or when others than its owner may use it.
[[nodiscard]] std::string secretIn(const std::string& path, const Environment& environment);

} // namespace tenon::config
