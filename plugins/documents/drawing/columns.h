#pragma once

#include "drawing/text_layout.h"

#include <tenon/documents/report.h>

#include <string>
#include <vector>

namespace documents::drawing {

/// Space at both sides of a cell, and the size of a table's texts where there is room.
inline constexpr double cellPadding = 4;
inline constexpr double tableSize = 8;

[[nodiscard]] inline bool isFigure(const Column& column) {
    return column.kind == Kind::number || column.kind == Kind::money;
}

/// The text of a cell; empty where there is none.
[[nodiscard]] const std::string& textIn(const Row& row, std::size_t column);

/// How far a row's level indents its text.
[[nodiscard]] double indentOf(const Row& row);

/// How wide the columns of a table are. Figures and days are never broken, so they get what the longest one takes;
/// texts share the rest.
class Columns {
public:
    Columns(const Typography& typography, const Table& table);

    /// The width below which the texts would have to become smaller.
    [[nodiscard]] double least() const;

    struct Fit {
        std::vector<double> widths;
        double size = tableSize; ///< Of the texts
    };

    /// The columns in `width`.
    [[nodiscard]] Fit fit(double width) const;

private:
    struct Need {
        double least = 0;
        double most = 0; ///< For all in one line
        int share = 0;   ///< Of what there is beyond `least`
        bool isText = false;
    };

    void grow(std::vector<double>& widths, double left) const;

    std::vector<Need> _needs;
};

} // namespace documents::drawing
