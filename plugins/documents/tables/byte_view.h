#pragma once

#include "tables/failure.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace documents::tables {

/// Little-endian reads from a borrowed block of bytes; every read is checked and a short block is a Failure.
class ByteView {
public:
    explicit ByteView(std::string_view bytes) : _bytes(bytes) {}

    [[nodiscard]] std::size_t size() const noexcept { return _bytes.size(); }

    [[nodiscard]] std::uint8_t u8(std::size_t at) const { return static_cast<std::uint8_t>(part(at, 1)[0]); }

    [[nodiscard]] std::uint16_t u16(std::size_t at) const {
        return static_cast<std::uint16_t>(u8(at) | static_cast<unsigned>(u8(at + 1)) << 8U);
    }

    [[nodiscard]] std::uint32_t u32(std::size_t at) const {
        return u16(at) | static_cast<std::uint32_t>(u16(at + 2)) << 16U;
    }

    [[nodiscard]] double f64(std::size_t at) const {
        return std::bit_cast<double>(u32(at) | static_cast<std::uint64_t>(u32(at + 4)) << 32U);
    }

    [[nodiscard]] std::string_view part(std::size_t at, std::size_t length) const {
        if (at > _bytes.size() || length > _bytes.size() - at) {
            throw Failure("file.damaged", "The workbook is damaged or was cut off.");
        }
        return _bytes.substr(at, length);
    }

private:
    std::string_view _bytes;
};

} // namespace documents::tables
