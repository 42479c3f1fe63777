#include "exact.h"

#include <tenon/error.h>

#include <limits>

namespace accounting {

namespace {

using boost::multiprecision::cpp_int;

cpp_int powerOfTen(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

} // namespace

Exact exact(tenon::Decimal value) { return Exact(cpp_int(value.unscaled()), powerOfTen(value.scale())); }

tenon::Decimal rounded(const Exact& value, int scale) {
    const cpp_int numerator = abs(boost::multiprecision::numerator(value)) * powerOfTen(scale);
    const cpp_int denominator = boost::multiprecision::denominator(value);
    const cpp_int unscaled = (2 * numerator + denominator) / (2 * denominator);
    if (unscaled > std::numeric_limits<std::int64_t>::max()) {
        throw tenon::Invalid("The amount has too many digits.");
    }
    const auto amount = unscaled.convert_to<std::int64_t>();
    return {value < 0 ? -amount : amount, scale};
}

} // namespace accounting
