#pragma once

#include "tables/byte_view.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The record stream of an .xls workbook ([MS-XLS]).
namespace documents::tables {

enum class BiffType : std::uint16_t {
    formula = 0x0006,
    endOfSubstream = 0x000A,
    dateMode = 0x0022,
    filePass = 0x002F,
    continuation = 0x003C,
    boundSheet = 0x0085,
    multipleRk = 0x00BD,
    richString = 0x00D6,
    cellFormat = 0x00E0,
    mergedCells = 0x00E5,
    sharedStrings = 0x00FC,
    sharedLabel = 0x00FD,
    number = 0x0203,
    label = 0x0204,
    formulaText = 0x0207,
    rk = 0x027E,
    numberFormat = 0x041E,
    beginOfSubstream = 0x0809,
};

struct BiffRecord {
    BiffType type{};
    std::string_view data;
};

/// Walks the records from an offset.
class BiffCursor {
public:
    BiffCursor(std::string_view stream, std::size_t offset) : _stream(stream), _position(offset) {}

    /// The next record; none at the end of the stream.
    [[nodiscard]] std::optional<BiffRecord> next();

private:
    ByteView _stream;
    std::size_t _position;
};

/// Strings that may run over the boundary of a record into its continuations; each piece is one record's data.
class BiffStrings {
public:
    explicit BiffStrings(std::vector<std::string_view> pieces) : _pieces(std::move(pieces)) {}

    [[nodiscard]] std::uint32_t u32();

    /// A string with a 16-bit length, as UTF-8; formatting runs and phonetic data are skipped.
    [[nodiscard]] std::string string();

    [[nodiscard]] bool atEnd() const noexcept;

private:
    [[nodiscard]] std::uint8_t u8();
    [[nodiscard]] std::uint16_t u16();
    void skip(std::size_t bytes);
    void enterNextPiece();

    std::vector<std::string_view> _pieces;
    std::size_t _piece = 0;
    std::size_t _at = 0;
};

/// The number inside an RK value: 30 bits of an integer or of a double, perhaps times 100.
[[nodiscard]] double numberOfRk(std::uint32_t rk);

} // namespace documents::tables
