#pragma once

#include <kernel/http/limits/request_counters.h>

#include <array>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tenon::http {

/// The counters of this process. Bounded: callers whose windows are over are forgotten.
class MemoryCounters : public RequestCounters {
public:
    using Seconds = std::int64_t (*)();

    /// Counts by `clock`; by default the monotonic one, which does not jump with the calendar.
    explicit MemoryCounters(Seconds clock = monotonicSeconds) : _clock(clock) {}

    [[nodiscard]] static std::int64_t monotonicSeconds();

    Usage count(std::string_view caller, const Quota& quota) override;

private:
    struct Counter {
        std::int64_t number = 0; ///< Of the current window by the clock
        std::int64_t current = 0;
        std::int64_t previous = 0;
    };

    struct Entry {
        std::array<Counter, mostWindows> counters;
        std::int64_t idleFrom = 0; ///< Second of the clock from which nothing of it counts
    };

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    struct Shard {
        std::mutex mutex; ///< Guards entries
        std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> entries;
    };

    static Entry& entryOf(Shard& shard, std::string_view caller, std::int64_t now);

    const Seconds _clock;
    std::array<Shard, 16> _shards;
};

} // namespace tenon::http
