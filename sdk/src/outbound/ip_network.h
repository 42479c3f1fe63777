#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// An address of IP version 4 or 6. One of version 4 that is written as one of version 6 (::ffff:7f00:1) is the same.
class IpAddress {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    /// Reads the usual form alone: four decimal numbers without leading zeros, or RFC 4291 without a zone.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

    /// Whether it belongs to a server that anybody may reach: neither private, local, reserved nor a group, and not a
    /// form of version 6 that stands for some address of version 4.
    [[nodiscard]] bool isPublic() const;

    [[nodiscard]] std::string text() const;

    [[nodiscard]] const Bytes& bytes() const { return _bytes; }

private:
    explicit IpAddress(const Bytes& bytes) : _bytes(bytes) {}

    [[nodiscard]] bool isVersion4() const;

    Bytes _bytes; ///< Version 4 behind ::ffff:0:0/96
};

/// The addresses that begin alike.
class IpNetwork {
public:
    /// Reads "10.0.0.0/8", "fd00::/8" or a single address.
    [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);

    [[nodiscard]] bool contains(const IpAddress& address) const;

private:
    IpNetwork(const IpAddress& base, unsigned bits) : _base(base), _bits(bits) {}

    IpAddress _base;
    unsigned _bits; ///< Of the 16 bytes
};

} // namespace tenon
