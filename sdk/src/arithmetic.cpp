#include <tenon/arithmetic.h>
#include <tenon/error.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace tenon {

namespace {

__extension__ using Wide = __int128;

constexpr int greatestScale = 18;

[[noreturn]] void refuseSize() { throw Invalid("The amount has too many digits."); }

Wide powerOfTen(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

Decimal narrowed(Wide unscaled, int scale) {
    if (unscaled > std::numeric_limits<std::int64_t>::max() || unscaled < std::numeric_limits<std::int64_t>::min()) {
        refuseSize();
    }
    return {static_cast<std::int64_t>(unscaled), scale};
}

Wide times(Wide a, Wide b) {
    Wide result = 0;
    if (__builtin_mul_overflow(a, b, &result)) {
        refuseSize();
    }
    return result;
}

/// a ÷ b, half away from zero.
Wide divided(Wide a, Wide b) {
    const bool isNegative = (a < 0) != (b < 0);
    const Wide dividend = a < 0 ? -a : a;
    const Wide divisor = b < 0 ? -b : b;
    Wide result = dividend / divisor;
    const Wide rest = dividend % divisor;
    result += rest >= divisor - rest ? 1 : 0;
    return isNegative ? -result : result;
}

/// `unscaled` of scale `from` at scale `to`.
Wide rescaled(Wide unscaled, int from, int to) {
    return to >= from ? times(unscaled, powerOfTen(to - from)) : divided(unscaled, powerOfTen(from - to));
}

void requireScale(int scale) {
    if (scale < 0 || scale > greatestScale) {
        throw std::domain_error("a decimal has 0 to 18 decimals");
    }
}

} // namespace

Decimal rounded(Decimal value, int scale) {
    requireScale(scale);
    return narrowed(rescaled(value.unscaled(), value.scale(), scale), scale);
}

Decimal trimmed(Decimal value, int scale) {
    std::int64_t unscaled = value.unscaled();
    int left = value.scale();
    for (; left > scale && unscaled % 10 == 0; --left) {
        unscaled /= 10;
    }
    return rounded(Decimal(unscaled, left), std::max(left, scale));
}

Decimal operator+(Decimal a, Decimal b) {
    const int scale = std::max(a.scale(), b.scale());
    return narrowed(rescaled(a.unscaled(), a.scale(), scale) + rescaled(b.unscaled(), b.scale(), scale), scale);
}

Decimal operator-(Decimal a, Decimal b) {
    const int scale = std::max(a.scale(), b.scale());
    return narrowed(rescaled(a.unscaled(), a.scale(), scale) - rescaled(b.unscaled(), b.scale(), scale), scale);
}

Decimal operator-(Decimal a) { return narrowed(-static_cast<Wide>(a.unscaled()), a.scale()); }

std::strong_ordering compare(Decimal a, Decimal b) {
    const int scale = std::max(a.scale(), b.scale());
    const Wide left = rescaled(a.unscaled(), a.scale(), scale);
    const Wide right = rescaled(b.unscaled(), b.scale(), scale);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

Decimal product(Decimal a, Decimal b, int scale) {
    requireScale(scale);
    const Wide exact = static_cast<Wide>(a.unscaled()) * b.unscaled();
    return narrowed(rescaled(exact, a.scale() + b.scale(), scale), scale);
}

Decimal quotient(Decimal a, Decimal b, int scale) {
    requireScale(scale);
    if (isZero(b)) {
        throw std::domain_error("division by zero");
    }
    const int shift = scale + b.scale() - a.scale();
    const Wide dividend = times(a.unscaled(), powerOfTen(std::max(shift, 0)));
    const Wide divisor = times(b.unscaled(), powerOfTen(std::max(-shift, 0)));
    return narrowed(divided(dividend, divisor), scale);
}

std::vector<Decimal> shares(Decimal whole, std::span<const Decimal> weights) {
    if (weights.empty()) {
        throw std::domain_error("there is nothing to share among");
    }
    int scale = 0;
    std::size_t last = weights.size() - 1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        scale = std::max(scale, weights[i].scale());
        last = isZero(weights[i]) ? last : i;
    }
    Wide total = 0;
    for (const Decimal weight : weights) {
        total += rescaled(weight.unscaled(), weight.scale(), scale);
    }
    std::vector<Decimal> parts;
    Wide rest = whole.unscaled();
    for (const Decimal weight : weights) {
        const Wide part =
            total == 0 ? 0
                       : divided(times(whole.unscaled(), rescaled(weight.unscaled(), weight.scale(), scale)), total);
        rest -= part;
        parts.push_back(narrowed(part, whole.scale()));
    }
    parts[last] = narrowed(parts[last].unscaled() + rest, whole.scale());
    return parts;
}

} // namespace tenon
