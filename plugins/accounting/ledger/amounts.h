#pragma once

#include <tenon/arithmetic.h>
#include <tenon/json.h>

#include <optional>
#include <string>
#include <string_view>

namespace accounting {

/// Decimals of amounts as requests may send them; a currency has fewer, and `precise` tells the client so.
inline constexpr int sentDigits = 6;
inline constexpr int quantityDigits = 6;
inline constexpr int priceDigits = 6;
inline constexpr int percentDigits = 4;
inline constexpr int rateDigits = 12;

/// `sent` at `digits` decimals. Throws 400 AMOUNT_PRECISION on `field` when it has more: nothing is rounded silently.
[[nodiscard]] tenon::Decimal precise(tenon::Decimal sent, int digits, std::string_view field);

/// The decimal member `key` of a checked body at `digits` decimals; nothing when it is absent or null.
[[nodiscard]] std::optional<tenon::Decimal>
amountAt(const tenon::JsonObject& object, std::string_view key, int digits, std::string_view field);

/// The decimal member `key` of a checked body as it was declared, with `scale`; `fallback` when it is absent or null.
[[nodiscard]] tenon::Decimal
decimalAt(const tenon::JsonObject& object, std::string_view key, int scale, tenon::Decimal fallback = {});

} // namespace accounting
