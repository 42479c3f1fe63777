#pragma once

#include <tenon/export.h>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// An exact decimal number: `unscaled` divided by ten to the power `scale` (0 to 18). Never a binary float.
class TENON_API Decimal {
public:
    constexpr Decimal() = default;

    constexpr Decimal(std::int64_t unscaled, int scale) : _unscaled(unscaled), _scale(scale) {}

    /// Reads "-12.30" at `scale`; nothing when the text is no plain decimal number, has more decimals than `scale` or
    /// is out of range. Never rounds.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text, int scale);

    /// With all `scale` decimals: "12.30".
    [[nodiscard]] std::string text() const;

    [[nodiscard]] constexpr std::int64_t unscaled() const { return _unscaled; }

    [[nodiscard]] constexpr int scale() const { return _scale; }

    constexpr bool operator==(const Decimal&) const = default;

private:
    std::int64_t _unscaled = 0;
    int _scale = 0;
};

} // namespace tenon
