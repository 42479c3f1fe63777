#pragma once

#include "list_diff.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace dttot {

/// The differences between versions that were asked for lately, so that the pages of a difference cost what is on them.
/// Versions never change: what was worked out once is true for good. Safe to use from many threads.
class KeptDifferences {
public:
    /// Two versions of a list, by their numbers.
    struct Versions {
        std::int64_t list = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;

        friend bool operator==(const Versions&, const Versions&) = default;
    };

    /// Where a row reads as it did: its id, and the version since when.
    struct Place {
        std::int64_t row = 0;
        std::int64_t since = 0;
    };

    struct Difference {
        dttot::Difference::Kind kind = dttot::Difference::Kind::added;
        Place before; ///< of what was changed or removed
        Place after;  ///< of what was added or changed
    };

    /// In the order of differences(): added ones, changed ones, removed ones. Immutable.
    using Differences = std::vector<Difference>;

    /// Keeps at most that many differences in all, but always those that were asked for last.
    explicit KeptDifferences(std::size_t most = 250'000) : _most(most) {}

    /// The differences between two versions, which `compare` works out when nobody asked for them lately.
    [[nodiscard]] std::shared_ptr<const Differences>
    between(const Versions& versions, const std::function<std::vector<dttot::Difference>()>& compare);

private:
    struct Kept {
        Versions versions;
        std::shared_ptr<const Differences> differences; // whoever shows a page of them holds on to them as well
    };

    [[nodiscard]] std::shared_ptr<const Differences> found(const Versions& versions);
    void keep(Kept&& kept);

    const std::size_t _most;
    std::mutex _mutex;
    std::list<Kept> _kept;  ///< the last ones that were asked for first; guarded by _mutex
    std::size_t _total = 0; ///< of all differences; guarded by _mutex
};

} // namespace dttot
