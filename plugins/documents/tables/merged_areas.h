#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace documents::tables {

/// A rectangle of merged cells; all bounds inclusive, rows from 1 and columns from 0.
struct MergedArea {
    std::uint64_t firstRow = 0;
    std::uint64_t lastRow = 0;
    std::size_t firstColumn = 0;
    std::size_t lastColumn = 0;
};

/// Answers, for rows asked in ascending order, which cells an earlier row's merged area covers.
class MergedAreas {
public:
    /// Throws Failure beyond the limit of areas.
    void add(const MergedArea& area);

    /// Adds what a reference such as "B6:C9" names; ignores anything else.
    void add(std::string_view reference);

    /// The column ranges of this row that belong to areas begun in an earlier row.
    [[nodiscard]] std::vector<MergedArea> covering(std::uint64_t row);

private:
    std::vector<MergedArea> _areas;
    std::vector<MergedArea> _active;
    std::size_t _next = 0;
    bool _sorted = false;
};

/// A cell reference such as "AB12": its column from 0 and its row, 0 where the part is missing. Throws Failure for a
/// column beyond XFD.
struct CellReference {
    std::size_t column = 0;
    std::uint64_t row = 0;
    bool hasColumn = false;
};

[[nodiscard]] CellReference referenceOf(std::string_view text);

/// A spreadsheet's letters for a column: A, B, … Z, AA.
[[nodiscard]] std::string columnLetters(std::size_t index);

} // namespace documents::tables
