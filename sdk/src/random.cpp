#include <tenon/error.h>
#include <tenon/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/random.h>

namespace tenon {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";
constexpr std::string_view base64UrlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

void Random::fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t filled = ::getrandom(bytes.data(), bytes.size(), 0);
        if (filled < 0 && errno != EINTR) {
            throw Unavailable("The system has no randomness.");
        }
        bytes = bytes.subspan(filled < 0 ? 0 : static_cast<std::size_t>(filled));
    }
}

std::string Random::uuid() {
    std::array<std::byte, 16> bytes{};
    fill(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text.push_back('-');
        }
        const auto value = std::to_integer<unsigned>(bytes[i]);
        text.push_back(hexDigits[value >> 4]);
        text.push_back(hexDigits[value & 15]);
    }
    return text;
}

std::string Random::token(std::size_t bytes) {
    std::array<std::byte, 64> random{};
    const std::size_t count = std::min(bytes, random.size());
    fill(std::span(random).first(count));
    std::string text;
    unsigned buffer = 0;
    int bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        buffer = (buffer << 8) | std::to_integer<unsigned>(random[i]);
        for (bits += 8; bits >= 6; bits -= 6) {
            text.push_back(base64UrlDigits[(buffer >> (bits - 6)) & 63]);
        }
    }
    if (bits > 0) {
        text.push_back(base64UrlDigits[(buffer << (6 - bits)) & 63]);
    }
    return text;
}

} // namespace tenon
