#pragma once

#include <string>
#include <string_view>

namespace tenon::text {

/// A pattern for LIKE … ESCAPE '\' that finds `text` anywhere, its wildcards taken literally.
[[nodiscard]] std::string likePattern(std::string_view text);

} // namespace tenon::text
