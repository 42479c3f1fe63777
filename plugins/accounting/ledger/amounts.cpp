#include "amounts.h"

#include "failures.h"

namespace accounting {

using tenon::Decimal;

Decimal precise(Decimal sent, int digits, std::string_view field) {
    const Decimal exactly = tenon::trimmed(sent, digits);
    if (exactly.scale() != digits) {
        throw refused(
            "AMOUNT_PRECISION",
            {"{field} has more decimals than its currency.", {{"field", field}}},
            {{"field", field}, {"digits", digits}}
        );
    }
    return exactly;
}

std::optional<Decimal>
amountAt(const tenon::JsonObject& object, std::string_view key, int digits, std::string_view field) {
    const tenon::Json* sent = object.if_contains(key);
    if (sent == nullptr || sent->is_null()) {
        return std::nullopt;
    }
    return precise(Decimal::parse(tenon::textOf(sent->as_string()), sentDigits).value(), digits, field);
}

Decimal decimalAt(const tenon::JsonObject& object, std::string_view key, int scale, Decimal fallback) {
    const tenon::Json* sent = object.if_contains(key);
    if (sent == nullptr || sent->is_null()) {
        return tenon::rounded(fallback, scale);
    }
    return Decimal::parse(tenon::textOf(sent->as_string()), scale).value();
}

} // namespace accounting
