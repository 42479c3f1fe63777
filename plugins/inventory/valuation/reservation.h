#pragma once

#include <tenon/arithmetic.h>

#include <span>
#include <vector>

namespace inventory {

/// How much of each request is reserved when they are served in order from what is `available`: the whole of it, or
/// what is left.
[[nodiscard]] inline std::vector<tenon::Decimal>
reserved(tenon::Decimal available, std::span<const tenon::Decimal> requests) {
    std::vector<tenon::Decimal> amounts;
    amounts.reserve(requests.size());
    for (const tenon::Decimal request : requests) {
        const bool fits = compare(request, available) != std::strong_ordering::greater;
        const tenon::Decimal given = fits ? request : available;
        amounts.push_back(tenon::isPositive(given) ? given : tenon::Decimal());
        available -= amounts.back();
    }
    return amounts;
}

} // namespace inventory
