#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::schema {

/// What one pass over the bytes of a text tells.
struct TextFacts {
    bool wellFormed = true;   ///< UTF-8 by RFC 3629: nothing overlong, no surrogates, nothing above U+10FFFF.
    bool hasControls = false; ///< A control character (C0, DEL, C1) other than tab, line feed and carriage return.
    bool hasNul = false;
    std::size_t codePoints = 0;
};

/// Looks at `text` once. Counts stop where the text is not well formed.
[[nodiscard]] TextFacts inspect(std::string_view text);

/// `text` without blanks, tabs and line breaks at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Whether the two texts are the same when ASCII letters are compared without case.
[[nodiscard]] bool sameWithoutCase(std::string_view a, std::string_view b);

} // namespace tenon::schema
