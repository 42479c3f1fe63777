#include "valuation/unit.h"

#include <tenon/error.h>

#include <limits>

namespace inventory {

namespace {

__extension__ using Wide = __int128;
using tenon::Decimal;
using tenon::Invalid;

constexpr Wide powerOfTen(int exponent) {
    Wide power = 1;
    for (; exponent > 0; --exponent) {
        power *= 10;
    }
    return power;
}

} // namespace

Decimal converted(Decimal quantity, const Unit& from, const Unit& to) {
    if (from.category != to.category) {
        throw Invalid::coded("UOM_CATEGORY", {{"unit", "Measures something else than the product's unit."}});
    }
    if (compare(from.factor, to.factor) == std::strong_ordering::equal) {
        return rounded(quantity, to.digits);
    }
    // Both factors have the same scale, so it cancels out; the product of two 64-bit numbers fits.
    const Wide factorFrom = rounded(from.factor, factorScale).unscaled();
    const Wide factorTo = rounded(to.factor, factorScale).unscaled();
    const Wide dividend = rounded(quantity, quantityScale).unscaled() * factorFrom;
    const Wide divisor = factorTo * powerOfTen(quantityScale - to.digits);
    const Wide half = divisor / 2;
    const Wide result = (dividend + (dividend < 0 ? -half : half)) / divisor;
    if (result > std::numeric_limits<std::int64_t>::max() || result < std::numeric_limits<std::int64_t>::min()) {
        throw Invalid("quantity", "The quantity has too many digits.");
    }
    return {static_cast<std::int64_t>(result), to.digits};
}

Decimal movedQuantity(Decimal quantity, const Unit& from, const Unit& to) {
    const Decimal result = converted(quantity, from, to);
    const bool isExact = compare(rounded(quantity, from.digits), quantity) == std::strong_ordering::equal
                         && compare(converted(result, to, from), quantity) == std::strong_ordering::equal;
    if (!isExact) {
        throw Invalid::coded("AMOUNT_PRECISION", {{"quantity", "Has more decimals than the unit."}});
    }
    return rounded(result, quantityScale);
}

} // namespace inventory
