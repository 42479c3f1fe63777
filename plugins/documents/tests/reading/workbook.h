#pragma once

#include <map>
#include <string>
#include <vector>

namespace documents::reading {

/// A cell of a workbook.
struct SheetCell {
    bool isNumber = false;
    std::string value;  ///< The text, or the number as it is written
    std::string format; ///< Of numbers: "#,##0.00"
};

struct SheetRead {
    std::string name;
    bool isRightToLeft = false;
    int frozenRows = 0;
    std::map<std::string, SheetCell> cells; ///< By place: "B7"
    bool hasFormula = false;

    /// The place of the first cell with this value; empty when there is none.
    [[nodiscard]] std::string placeOf(const std::string& value) const;
    /// The cell at a place; an empty one when there is none.
    [[nodiscard]] SheetCell at(const std::string& place) const;
};

/// The sheets of a workbook in their order. Throws std::runtime_error for what is none.
[[nodiscard]] std::vector<SheetRead> sheetsOf(const std::string& xlsx);

} // namespace documents::reading
