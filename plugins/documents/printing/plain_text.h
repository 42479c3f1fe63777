#pragma once

#include <string>
#include <string_view>

namespace documents {

/// A text that every form can hold: what is no UTF-8, and control characters but tabs and line breaks, is U+FFFD.
[[nodiscard]] std::string wholesome(std::string_view text);

/// The same for readers: without the characters that turn round the order of others (U+202D, U+202E), so that no text
/// on paper reads otherwise than it is.
[[nodiscard]] std::string readable(std::string_view text);

} // namespace documents
