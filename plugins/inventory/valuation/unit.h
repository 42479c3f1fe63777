#pragma once

#include <tenon/arithmetic.h>

#include <cstdint>

namespace inventory {

/// Decimals of every quantity in the database; a unit may show fewer.
inline constexpr int quantityScale = 6;
/// Decimals of a unit's factor.
inline constexpr int factorScale = 12;

/// A unit of measure: a dozen is 12 of its category's reference, a gram 0.001.
struct Unit {
    std::int64_t category = 0;
    tenon::Decimal factor; ///< How many of the category's reference one of these is
    int digits = 0;        ///< Decimals of a quantity in this unit, at most quantityScale
};

/// `quantity` of `from` in `to`, exact and then rounded once to the digits of `to`. Throws Invalid UOM_CATEGORY when
/// they measure different things.
[[nodiscard]] tenon::Decimal converted(tenon::Decimal quantity, const Unit& from, const Unit& to);

/// The same for a quantity that is moved: throws Invalid AMOUNT_PRECISION where rounding would make stock or lose it,
/// so that converting back would not give the same quantity, and for a quantity with more decimals than `from` has.
[[nodiscard]] tenon::Decimal movedQuantity(tenon::Decimal quantity, const Unit& from, const Unit& to);

} // namespace inventory
