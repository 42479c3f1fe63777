#pragma once

#include <tenon/decimal.h>

#include <boost/multiprecision/cpp_int.hpp>

namespace accounting {

/// A fraction without any rounding: what stands between the amounts of a computation.
using Exact = boost::multiprecision::cpp_rational;

[[nodiscard]] Exact exact(tenon::Decimal value);

/// Rounded once, half away from zero. Throws Invalid when the result has too many digits.
[[nodiscard]] tenon::Decimal rounded(const Exact& value, int scale);

} // namespace accounting
