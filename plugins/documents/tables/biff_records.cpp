#include "tables/biff_records.h"

#include "tables/text.h"

#include <bit>

namespace documents::tables {

std::optional<BiffRecord> BiffCursor::next() {
    if (_position + 4 > _stream.size()) {
        return std::nullopt;
    }
    const BiffRecord record{
        static_cast<BiffType>(_stream.u16(_position)), _stream.part(_position + 4, _stream.u16(_position + 2))};
    _position += 4 + record.data.size();
    return record;
}

std::uint8_t BiffStrings::u8() {
    if (_piece < _pieces.size() && _at >= _pieces[_piece].size()) {
        enterNextPiece();
    }
    if (_piece >= _pieces.size()) {
        throw Failure("file.damaged", "The workbook is damaged: a text runs past its end.");
    }
    return static_cast<std::uint8_t>(_pieces[_piece][_at++]);
}

void BiffStrings::enterNextPiece() {
    do {
        ++_piece;
        _at = 0;
    } while (_piece < _pieces.size() && _pieces[_piece].empty());
}

std::uint16_t BiffStrings::u16() {
    const unsigned low = u8();
    return static_cast<std::uint16_t>(low | static_cast<unsigned>(u8()) << 8U);
}

std::uint32_t BiffStrings::u32() {
    const std::uint32_t low = u16();
    return low | static_cast<std::uint32_t>(u16()) << 16U;
}

void BiffStrings::skip(std::size_t bytes) {
    for (; bytes > 0; --bytes) {
        static_cast<void>(u8());
    }
}

std::string BiffStrings::string() {
    const std::size_t length = u16();
    std::uint8_t flags = u8();
    const std::size_t runs = (flags & 0x08U) != 0 ? u16() : 0;
    const std::size_t extension = (flags & 0x04U) != 0 ? u32() : 0;
    std::string out;
    char32_t high = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (_at >= _pieces[_piece].size() && _piece + 1 < _pieces.size()) {
            // Text that goes on in a continuation starts there with its own flag byte.
            enterNextPiece();
            flags = u8();
        }
        const char32_t unit = (flags & 0x01U) != 0 ? u16() : u8();
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
        } else if (high != 0 && unit >= 0xDC00 && unit < 0xE000) {
            text::appendUtf8(out, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
            high = 0;
        } else {
            text::appendUtf8(out, unit);
        }
    }
    skip(runs * 4 + extension);
    return out;
}

bool BiffStrings::atEnd() const noexcept {
    return _piece >= _pieces.size() || (_piece + 1 == _pieces.size() && _at >= _pieces[_piece].size());
}

double numberOfRk(std::uint32_t rk) {
    const bool isInteger = (rk & 2U) != 0;
    const double value = isInteger ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                   : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~3U) << 32U);
    return (rk & 1U) != 0 ? value / 100 : value;
}

} // namespace documents::tables
