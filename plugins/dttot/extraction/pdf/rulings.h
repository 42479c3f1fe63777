#pragma once

#include "extraction/pdf/page.h"

#include <vector>

namespace dttot::pdf {

/// A straight line that is drawn on a page: at one x (or y), from one y (or x) to another.
struct Ruling {
    double at = 0;
    double from = 0;
    double to = 0;

    [[nodiscard]] double length() const { return to - from; }
};

/// The ruling lines of a page. Dark ones if there are any; else faint ones, and the edges of shaded bands.
class Rulings {
public:
    explicit Rulings(const Picture& picture);

    [[nodiscard]] const std::vector<Ruling>& horizontal() const noexcept { return _horizontal; }

    [[nodiscard]] const std::vector<Ruling>& vertical() const noexcept { return _vertical; }

    /// Whether a line is drawn at height y all the way between two x.
    [[nodiscard]] bool crosses(double y, double fromX, double toX) const;

    /// Whether a line is drawn at x all the way between two y.
    [[nodiscard]] bool divides(double x, double fromY, double toY) const;

private:
    std::vector<Ruling> _horizontal;
    std::vector<Ruling> _vertical;
};

/// Positions within `tolerance` of each other as one, ascending; each position counts by its rulings' total length, and
/// those below `leastShare` of the longest are left out.
[[nodiscard]] std::vector<double> positionsOf(const std::vector<Ruling>& rulings, double tolerance, double leastShare);

} // namespace dttot::pdf
