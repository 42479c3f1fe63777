#include "suggestion.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tenon::config {

namespace {

/// Optimal string alignment: a swap of neighbours counts as one edit.
std::size_t editsBetween(std::string_view a, std::string_view b) {
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
    }
    return row[b.size()];
}

std::string_view lastPart(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

} // namespace

std::string suggestionFor(std::string_view name, std::span<const std::string> candidates) {
    constexpr std::size_t longest = 128; // the comparison takes quadratic time
    if (name.size() > longest) {
        return {};
    }
    const std::size_t allowed = std::max<std::size_t>(2, lastPart(name).size() / 3);
    std::size_t fewest = allowed + 1;
    std::string nearest;
    for (const std::string& candidate : candidates) {
        const std::size_t edits = editsBetween(name, candidate);
        if (edits < fewest && edits < candidate.size()) {
            fewest = edits;
            nearest = candidate;
        }
    }
    if (nearest.empty()) {
        const auto hasSameEnd = [name](const std::string& path) { return lastPart(path) == lastPart(name); };
        const auto found = std::ranges::find_if(candidates, hasSameEnd);
        return found == candidates.end() ? std::string() : *found;
    }
    return nearest;
}

} // namespace tenon::config
