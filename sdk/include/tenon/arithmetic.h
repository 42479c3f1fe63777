#pragma once

#include <tenon/decimal.h>
#include <tenon/export.h>

#include <compare>
#include <span>
#include <vector>

/// Exact arithmetic on decimals. Results are rounded once, where it says so, half away from zero ("commercial").
/// Functions throw Invalid when a result has more digits than a decimal holds. Since SDK 1.1.
namespace tenon {

/// `value` at `scale` (0 to 18), rounded.
[[nodiscard]] TENON_API Decimal rounded(Decimal value, int scale);

/// `value` at the smallest scale of at least `scale` that holds it exactly: 1.2300 at 2 is 1.23, 1.2345 stays as it is.
[[nodiscard]] TENON_API Decimal trimmed(Decimal value, int scale);

/// Sum and difference, exact, at the greater of both scales.
[[nodiscard]] TENON_API Decimal operator+(Decimal a, Decimal b);
[[nodiscard]] TENON_API Decimal operator-(Decimal a, Decimal b);
[[nodiscard]] TENON_API Decimal operator-(Decimal a);

inline Decimal& operator+=(Decimal& a, Decimal b) { return a = a + b; }

inline Decimal& operator-=(Decimal& a, Decimal b) { return a = a - b; }

/// By value, whatever the scales: compare(1.0, 1.00) is equal.
[[nodiscard]] TENON_API std::strong_ordering compare(Decimal a, Decimal b);

[[nodiscard]] inline bool isZero(Decimal a) { return a.unscaled() == 0; }

[[nodiscard]] inline bool isNegative(Decimal a) { return a.unscaled() < 0; }

[[nodiscard]] inline bool isPositive(Decimal a) { return a.unscaled() > 0; }

[[nodiscard]] inline Decimal absolute(Decimal a) { return isNegative(a) ? -a : a; }

/// a × b at `scale`, rounded.
[[nodiscard]] TENON_API Decimal product(Decimal a, Decimal b, int scale);

/// a ÷ b at `scale`, rounded. Throws std::domain_error when b is zero.
[[nodiscard]] TENON_API Decimal quotient(Decimal a, Decimal b, int scale);

/// `whole` in proportion to `weights` (at least one, none negative): parts at the scale of `whole` that sum to it
/// exactly; the last part with a weight takes what rounding leaves. All weights zero: the last part is the whole.
[[nodiscard]] TENON_API std::vector<Decimal> shares(Decimal whole, std::span<const Decimal> weights);

} // namespace tenon
