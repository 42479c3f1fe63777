#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::text {

/// A text to be looked for in many others, the letters A to Z in either case and everything else as it is.
///
/// Horspool's search: most bytes of a text that does not hold it are not looked at.
class Needle {
public:
    explicit Needle(std::string_view text);

    /// Whether `text` holds it anywhere; every text holds the empty one.
    [[nodiscard]] bool isIn(std::string_view text) const noexcept;

private:
    [[nodiscard]] bool isAt(const char* place) const noexcept;

    std::string _folded;
    std::array<std::uint8_t, 256> _skips; ///< How far to go on when a window ends with this byte
};

} // namespace tenon::text
