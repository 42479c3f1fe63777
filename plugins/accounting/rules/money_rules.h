#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <cstddef>

/// Small rules about single amounts and dates.
namespace accounting {

/// `amount` of a foreign currency in company currency of `digits` decimals; `rate` = foreign units for one company
/// unit.
[[nodiscard]] tenon::Decimal inCompanyCurrency(tenon::Decimal amount, tenon::Decimal rate, int digits);

/// `amount` of company currency in the foreign one.
[[nodiscard]] tenon::Decimal inForeignCurrency(tenon::Decimal amount, tenon::Decimal rate, int digits);

enum class CashRounding { halfUp, up, down };

/// `amount` at the next multiple of `step` (0.05), away from zero for `up`. The scale stays.
[[nodiscard]] tenon::Decimal cashRounded(tenon::Decimal amount, tenon::Decimal step, CashRounding method);

/// Where an open amount stands by age: 0 not due, 1: 1–30 days, 2: 31–60, 3: 61–90, 4: more.
inline constexpr std::size_t ageBuckets = 5;
[[nodiscard]] std::size_t ageBucket(tenon::Date maturity, tenon::Date date);

} // namespace accounting
