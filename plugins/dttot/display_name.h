#pragma once

#include <string>
#include <string_view>

namespace dttot {

/// A client's file name as it may be shown: without control and direction marks, at most 255 bytes; "document" when
/// nothing is left of it. It is never used as a path.
[[nodiscard]] std::string displayName(std::string_view filename);

} // namespace dttot
