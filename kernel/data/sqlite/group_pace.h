#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace tenon::data::sqlite {

/// For how long a group of transactions stays open for those that are about to come.
///
/// Callers who were answered together come back one after the other. Without patience the first of them gets a flush of
/// its own, which all others wait for: every second flush is for one. So a group waits until it is as large as the last
/// one, but no longer than the last flush took, because that is all there is to be saved. A lone caller never waits.
class GroupPace {
public:
    using Clock = std::chrono::steady_clock;

    void groupBegins() noexcept { _until = Clock::now() + _patience; }

    [[nodiscard]] bool expectsMore(std::size_t groupSize) const noexcept { return groupSize < _expected; }

    /// When the group closes, whoever is missing.
    [[nodiscard]] Clock::time_point closesAt() const noexcept { return _until; }

    /// A group of this size was flushed, which began at `since`.
    void flushed(std::size_t groupSize, Clock::time_point since) noexcept {
        _expected = groupSize;
        _patience = std::min<Clock::duration>(Clock::now() - since, longestPatience);
    }

private:
    /// A flush that took longer had to wait for something else, a checkpoint mostly.
    static constexpr std::chrono::milliseconds longestPatience{5};

    std::size_t _expected = 1;
    Clock::duration _patience{0};
    Clock::time_point _until;
};

} // namespace tenon::data::sqlite
