#pragma once

#include <string>
#include <string_view>

namespace accounting {

/// A pattern for LIKE … ESCAPE '\' that finds `text` anywhere; empty text finds everything.
[[nodiscard]] inline std::string likePattern(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern.push_back('\\');
        }
        pattern.push_back(c);
    }
    return pattern + "%";
}

} // namespace accounting
