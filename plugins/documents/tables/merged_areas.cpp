#include "tables/merged_areas.h"

#include "tables/failure.h"
#include "tables/limits.h"
#include "tables/text.h"

#include <algorithm>
#include <charconv>

namespace documents::tables {

void MergedAreas::add(const MergedArea& area) {
    if (_areas.size() >= maxMergedAreas) {
        throw Failure("file.too_many_merged", "A sheet has more than 100,000 merged areas.");
    }
    if (area.lastRow > area.firstRow) {
        _areas.push_back(area);
    }
}

void MergedAreas::add(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const CellReference first = referenceOf(reference.substr(0, colon));
    const CellReference last = referenceOf(reference.substr(colon + 1));
    if (first.hasColumn && last.hasColumn) {
        add({first.row, last.row, first.column, last.column});
    }
}

std::vector<MergedArea> MergedAreas::covering(std::uint64_t row) {
    if (!_sorted) {
        std::ranges::sort(_areas, {}, &MergedArea::firstRow);
        _sorted = true;
    }
    for (; _next < _areas.size() && _areas[_next].firstRow < row; ++_next) {
        _active.push_back(_areas[_next]);
    }
    std::erase_if(_active, [row](const MergedArea& area) { return area.lastRow < row; });
    return _active;
}

CellReference referenceOf(std::string_view text) {
    CellReference reference;
    std::size_t i = 0;
    std::size_t column = 0;
    for (; i < text.size() && text::isUpper(text[i]); ++i) {
        column = column * 26 + static_cast<std::size_t>(text[i] - 'A') + 1;
        if (column > maxColumns) {
            throw Failure("file.column", "A cell lies beyond the last column that a workbook can have (XFD).");
        }
    }
    reference.hasColumn = i > 0;
    reference.column = i > 0 ? column - 1 : 0;
    std::from_chars(text.data() + i, text.data() + text.size(), reference.row);
    return reference;
}

std::string columnLetters(std::size_t index) {
    std::string letters;
    for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters;
}

} // namespace documents::tables
