#include "base64url.h"

#include <array>
#include <cstdint>

namespace tenon::crypto {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t none = 0xff;

constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

std::uint8_t valueOf(char digit) noexcept { return values[static_cast<unsigned char>(digit)]; }

} // namespace

std::string base64Url(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    unsigned buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = (buffer << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 6; bits -= 6) {
            text.push_back(digits[(buffer >> (bits - 6)) & 63]);
        }
    }
    if (bits > 0) {
        text.push_back(digits[(buffer << (6 - bits)) & 63]);
    }
    return text;
}

std::optional<std::size_t> decodeBase64Url(std::string_view text, std::span<char> out) noexcept {
    const std::size_t size = text.size() / 4 * 3 + (text.size() % 4 == 0 ? 0 : text.size() % 4 - 1);
    if (text.size() % 4 == 1 || size > out.size()) {
        return std::nullopt;
    }
    unsigned buffer = 0;
    int bits = 0;
    std::size_t count = 0;
    for (const char digit : text) {
        const std::uint8_t value = valueOf(digit);
        if (value == none) {
            return std::nullopt;
        }
        buffer = (buffer << 6) | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[count++] = static_cast<char>((buffer >> bits) & 0xff);
        }
    }
    const bool isCanonical = (buffer & ((1U << bits) - 1)) == 0;
    return isCanonical ? std::optional(size) : std::nullopt;
}

std::optional<std::string> decodeBase64Url(std::string_view text) {
    std::string decoded(text.size(), '\0');
    const auto size = decodeBase64Url(text, decoded);
    if (!size) {
        return std::nullopt;
    }
    decoded.resize(*size);
    return decoded;
}

} // namespace tenon::crypto
