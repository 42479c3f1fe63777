#include "extraction/pdf/rulings.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace dttot::pdf {

namespace {

constexpr std::uint8_t darkInk = 120;
constexpr std::uint8_t faintInk = 242;
constexpr double shortestHorizontal = 18;
constexpr double shortestVertical = 11;
constexpr std::size_t thickestLine = 4;

/// A run of inked pixels that goes on over neighbouring rows (or columns).
struct Run {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Collects the runs of at least `shortest` pixels along one direction.
class RunFinder {
public:
    using IsInk = std::function<bool(std::size_t along, std::size_t across)>;

    RunFinder(std::size_t length, std::size_t breadth, std::size_t shortest, IsInk isInk)
        : _length(length), _breadth(breadth), _shortest(shortest), _isInk(std::move(isInk)) {}

    std::vector<Run> find() {
        for (std::size_t across = 0; across < _breadth; ++across) {
            for (std::size_t along = 0; along < _length;) {
                along = _isInk(along, across) ? takeRun(along, across) : along + 1;
            }
            retire(across);
        }
        retire(_breadth + 2);
        return std::move(_done);
    }

private:
    std::size_t takeRun(std::size_t from, std::size_t across) {
        std::size_t to = from;
        while (to < _length && _isInk(to, across)) {
            ++to;
        }
        if (to - from < _shortest) {
            return to;
        }
        const auto open = std::ranges::find_if(_open, [&](const Run& run) {
            const std::size_t overlap = std::min(run.to, to) - std::min(std::min(run.to, to), std::max(run.from, from));
            return run.last + 1 >= across && 2 * overlap >= std::min(run.to - run.from, to - from);
        });
        if (open == _open.end()) {
            _open.push_back({from, to, across, across});
        } else {
            open->from = std::min(open->from, from);
            open->to = std::max(open->to, to);
            open->last = across;
        }
        return to;
    }

    void retire(std::size_t across) {
        for (const Run& run : _open) {
            if (run.last + 1 < across) {
                _done.push_back(run);
            }
        }
        std::erase_if(_open, [across](const Run& run) { return run.last + 1 < across; });
    }

    std::size_t _length;
    std::size_t _breadth;
    std::size_t _shortest;
    IsInk _isInk;
    std::vector<Run> _open;
    std::vector<Run> _done;
};

/// A thin run is a line; a thick one is a shaded band, whose two edges count.
std::vector<Ruling> rulingsOf(const std::vector<Run>& runs, double pixelsPerPoint) {
    std::vector<Ruling> rulings;
    const auto points = [pixelsPerPoint](std::size_t pixels) { return static_cast<double>(pixels) / pixelsPerPoint; };
    for (const Run& run : runs) {
        const bool thin = run.last - run.first < thickestLine;
        const double middle = (points(run.first) + points(run.last + 1)) / 2;
        rulings.push_back({thin ? middle : points(run.first), points(run.from), points(run.to)});
        if (!thin) {
            rulings.push_back({points(run.last + 1), points(run.from), points(run.to)});
        }
    }
    return rulings;
}

bool covers(const std::vector<Ruling>& rulings, double at, double from, double to) {
    constexpr double tolerance = 2.2;
    double covered = 0;
    for (const Ruling& ruling : rulings) {
        if (std::abs(ruling.at - at) <= tolerance) {
            covered += std::max(0.0, std::min(ruling.to, to) - std::max(ruling.from, from));
        }
    }
    return covered >= 0.7 * (to - from);
}

} // namespace

Rulings::Rulings(const Picture& picture) {
    const double scale = picture.pixelsPerPoint;
    for (const std::uint8_t ink : {darkInk, faintInk}) {
        _horizontal = rulingsOf(
            RunFinder(
                picture.width,
                picture.height,
                static_cast<std::size_t>(shortestHorizontal * scale),
                [&picture, ink](std::size_t x, std::size_t y) { return picture.at(x, y) < ink; }
            ).find(),
            scale
        );
        _vertical = rulingsOf(
            RunFinder(
                picture.height,
                picture.width,
                static_cast<std::size_t>(shortestVertical * scale),
                [&picture, ink](std::size_t y, std::size_t x) { return picture.at(x, y) < ink; }
            ).find(),
            scale
        );
        if (_horizontal.size() + _vertical.size() >= 4) {
            return;
        }
    }
}

bool Rulings::crosses(double y, double fromX, double toX) const { return covers(_horizontal, y, fromX + 1, toX - 1); }

bool Rulings::divides(double x, double fromY, double toY) const { return covers(_vertical, x, fromY + 1, toY - 1); }

std::vector<double> positionsOf(const std::vector<Ruling>& rulings, double tolerance, double leastShare) {
    std::vector<Ruling> sorted = rulings;
    std::ranges::sort(sorted, {}, &Ruling::at);
    std::vector<std::pair<double, double>> clusters; // position, total length
    for (const Ruling& ruling : sorted) {
        if (clusters.empty() || ruling.at - clusters.back().first > tolerance) {
            clusters.emplace_back(ruling.at, 0);
        }
        clusters.back().second += ruling.length();
    }
    double longest = 0;
    for (const auto& [at, length] : clusters) {
        longest = std::max(longest, length);
    }
    std::vector<double> positions;
    for (const auto& [at, length] : clusters) {
        if (length >= leastShare * longest) {
            positions.push_back(at);
        }
    }
    return positions;
}

} // namespace dttot::pdf
