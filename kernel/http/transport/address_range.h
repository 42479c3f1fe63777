#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenon::http {

/// An address, or the addresses that begin alike: "192.0.2.7", "10.0.0.0/8", "2001:db8::/32".
class AddressRange {
public:
    /// Throws std::invalid_argument when `text` is neither an address nor ADDRESS/BITS.
    explicit AddressRange(std::string_view text);

    /// Whether `address` lies in the range; false for what is no address. IPv4 is the same address in its IPv6 form.
    [[nodiscard]] bool contains(std::string_view address) const;

private:
    using Bytes = std::array<std::uint8_t, 16>;

    Bytes _address{};
    unsigned _bits = 0; ///< Leading bits that count, of an IPv6 address.
};

/// Some ranges of addresses; usually few, so they are looked at one by one.
class AddressRanges {
public:
    AddressRanges() = default;

    template <typename Texts>
    explicit AddressRanges(const Texts& texts) : _ranges(texts.begin(), texts.end()) {}

    [[nodiscard]] bool empty() const { return _ranges.empty(); }

    [[nodiscard]] bool contain(std::string_view address) const;

private:
    std::vector<AddressRange> _ranges;
};

/// Whether `text` is an IPv4 or IPv6 address, without port, brackets or zone.
[[nodiscard]] bool isAddress(std::string_view text);

} // namespace tenon::http
