#include <tenon/decimal.h>

#include <algorithm>

namespace tenon {

namespace {

constexpr int greatestScale = 18;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Counts downwards, because the smallest 64-bit number has no positive counterpart.
class NegativeNumber {
public:
    void append(int digit) {
        _fits =
            _fits && !__builtin_mul_overflow(_value, 10, &_value) && !__builtin_sub_overflow(_value, digit, &_value);
    }

    [[nodiscard]] std::optional<std::int64_t> value(bool isNegative) const {
        std::int64_t result = _value;
        const bool fits = _fits && (isNegative || !__builtin_sub_overflow(std::int64_t{0}, _value, &result));
        return fits ? std::optional(result) : std::nullopt;
    }

private:
    std::int64_t _value = 0;
    bool _fits = true;
};

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text, int scale) {
    const bool isNegative = text.starts_with('-');
    text.remove_prefix(isNegative ? 1 : 0);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == std::string_view::npos ? "" : text.substr(point + 1);
    const bool endsInPoint = point != std::string_view::npos && decimals.empty();
    if (scale < 0 || scale > greatestScale || whole.empty() || endsInPoint
        || decimals.size() > static_cast<std::size_t>(scale) || !std::all_of(whole.begin(), whole.end(), isDigit)
        || !std::all_of(decimals.begin(), decimals.end(), isDigit)) {
        return std::nullopt;
    }
    NegativeNumber number;
    for (const char digit : whole) {
        number.append(digit - '0');
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(scale); ++i) {
        number.append(i < decimals.size() ? decimals[i] - '0' : 0);
    }
    const auto unscaled = number.value(isNegative);
    return unscaled ? std::optional(Decimal(*unscaled, scale)) : std::nullopt;
}

std::string Decimal::text() const {
    std::string digits = std::to_string(_unscaled);
    if (_scale <= 0) {
        return digits;
    }
    const std::size_t sign = _unscaled < 0 ? 1 : 0;
    const auto scale = static_cast<std::size_t>(_scale);
    if (digits.size() - sign <= scale) {
        digits.insert(sign, scale + 1 - (digits.size() - sign), '0');
    }
    digits.insert(digits.size() - scale, 1, '.');
    return digits;
}

} // namespace tenon
