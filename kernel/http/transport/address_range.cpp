#include <kernel/http/transport/address_range.h>

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string>

namespace tenon::http {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr std::size_t v4Offset = 12; ///< Where an IPv4 address begins in its IPv6 form, ::ffff:a.b.c.d.
constexpr unsigned addressBits = 128;

/// The bytes of an address in IPv6 form.
std::optional<Bytes> bytesOf(std::string_view text) {
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size()) {
        return std::nullopt;
    }
    std::ranges::copy(text, terminated.begin());
    Bytes bytes{};
    if (::inet_pton(AF_INET6, terminated.data(), bytes.data()) == 1) {
        return bytes;
    }
    bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return ::inet_pton(AF_INET, terminated.data(), bytes.data() + v4Offset) == 1 ? std::optional(bytes) : std::nullopt;
}

std::optional<unsigned> bitsIn(std::string_view text, unsigned most) {
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    return error == std::errc() && end == text.data() + text.size() && bits <= most ? std::optional(bits)
                                                                                    : std::nullopt;
}

} // namespace

AddressRange::AddressRange(std::string_view text) {
    const std::string_view address = text.substr(0, text.find('/'));
    const unsigned own = address.find(':') == std::string_view::npos ? 32 : addressBits;
    const auto bytes = bytesOf(address);
    const auto bits = address.size() == text.size() ? std::optional(own) : bitsIn(text.substr(address.size() + 1), own);
    if (!bytes || !bits) {
        throw std::invalid_argument(std::string(text) + " is neither an address nor ADDRESS/BITS");
    }
    _address = *bytes;
    _bits = addressBits - own + *bits;
}

bool AddressRange::contains(std::string_view address) const {
    const auto bytes = bytesOf(address);
    if (!bytes) {
        return false;
    }
    const auto whole = static_cast<std::ptrdiff_t>(_bits / 8);
    const unsigned rest = _bits % 8;
    const auto at = static_cast<std::size_t>(whole);
    return std::equal(bytes->begin(), bytes->begin() + whole, _address.begin())
           && (rest == 0 || ((bytes->at(at) ^ _address.at(at)) >> (8 - rest)) == 0);
}

bool AddressRanges::contain(std::string_view address) const {
    return std::ranges::any_of(_ranges, [&](const AddressRange& range) { return range.contains(address); });
}

bool isAddress(std::string_view text) { return bytesOf(text).has_value(); }

} // namespace tenon::http
