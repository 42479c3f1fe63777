#pragma once

#include <string>
#include <vector>

namespace dttot::tests {

/// A list as one text, for rows of a test table.
inline std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& item : list) {
        out += (out.empty() ? "" : "|") + item;
    }
    return out;
}

} // namespace dttot::tests
