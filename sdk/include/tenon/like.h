#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// A pattern for LIKE … ESCAPE '\' that finds `text` anywhere, its wildcards taken literally; for an empty text, one
/// that finds everything. Since SDK 1.1.
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

} // namespace tenon
